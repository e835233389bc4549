"""Tells an indexed maintenance amount the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.indexation.view import next_change
from functions.exports.days import Days, one_day
from functions.http.serialization import drop_none, to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.indexation import INDEXATION_BY_LAW
from functions.law.maintenance.indexation_history import Adaptation, IndexationResult
from functions.parameters import load


def members(result: IndexationResult, _: Catalog) -> dict[str, Any]:
    """The amount of the month, and each adaptation up to it."""
    return {
        "month": to_text(result.request.month),
        "amount": to_text(result.amount),
        "isPublished": result.published,
        "adaptations": [_adaptation(adaptation) for adaptation in result.adaptations],
    }


def days(result: IndexationResult, catalog: Catalog) -> Days:
    """The day of the next adaptation, where the amount follows the index."""
    change = next_change(result, load.maintenance())
    return Days(
        calculated_for=result.request.month.first_day(),
        case=str(result.request.title.date),
        days=()
        if change is None
        else (one_day("indexation.calendar.next", change.first_day(), INDEXATION_BY_LAW, catalog),),
    )


def _adaptation(adaptation: Adaptation) -> dict[str, Any]:
    index, amount = adaptation.index, adaptation.amount
    return drop_none(
        month=to_text(adaptation.month),
        indexMonth=to_text(adaptation.index_month),
        index=None if index is None else to_text(index),
        amount=None if amount is None else to_text(amount),
        isPublished=adaptation.published,
    )

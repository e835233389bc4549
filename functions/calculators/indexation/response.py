"""Serializes an indexed maintenance amount for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.calculators.indexation.view import next_change
from functions.exports.days import Days, one_day
from functions.http.serialization import drop_none, to_optional_text, to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.indexation import INDEXATION_BY_LAW
from functions.law.maintenance.indexation_history import Adaptation, IndexationResult
from functions.parameters import load

MEMBERS: Mapping[str, Callable[[IndexationResult, Catalog], Any]] = {
    "month": lambda found, _: to_text(found.request.month),
    "amount": lambda found, _: to_text(found.amount),
    "isPublished": lambda found, _: found.published,
    "adaptations": lambda found, _: [_adaptation(adaptation) for adaptation in found.adaptations],
}
"""The amount of the month, and each adaptation up to it."""


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
    return drop_none(
        month=to_text(adaptation.month),
        indexMonth=to_text(adaptation.index_month),
        index=to_optional_text(adaptation.index),
        amount=to_optional_text(adaptation.amount),
        isPublished=adaptation.published,
    )

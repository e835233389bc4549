"""Tells an indexed maintenance amount the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.indexation.view import next_change
from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.exports.days import Days, one_day
from functions.http.serialization import present, written
from functions.i18n.catalog import Words
from functions.law.maintenance.indexation import INDEXATION_BY_LAW
from functions.law.maintenance.indexation_history import Adaptation, IndexedMaintenance
from functions.parameters import load

SUBJECT = "indexation"


def tell(result: IndexedMaintenance, words: Words) -> dict[str, Any]:
    """The amount of the month, and each adaptation up to it, in the words of a language."""
    return {
        "month": written(result.request.month),
        "amount": written(result.amount),
        "isPublished": result.published,
        "adaptations": [_adaptation(adaptation) for adaptation in result.adaptations],
        "explanation": [step_json(words, SUBJECT, step) for step in result.explanation],
        "notes": notes_json(words, SUBJECT, result.notes),
        "independence": words.text("common.site.independence"),
    }


def days(result: IndexedMaintenance, words: Words) -> Days:
    """The day of the next adaptation, where the amount follows the index."""
    change = next_change(result, load.maintenance())
    return Days(
        calculated_for=result.request.month.first_day(),
        days=()
        if change is None
        else (one_day(f"{SUBJECT}.calendar.next", change.first_day(), INDEXATION_BY_LAW, words),),
    )


def _adaptation(adaptation: Adaptation) -> dict[str, Any]:
    index, amount = adaptation.index, adaptation.amount
    return present(
        month=written(adaptation.month),
        indexMonth=written(adaptation.index_month),
        index=None if index is None else written(index),
        amount=None if amount is None else written(amount),
        isPublished=adaptation.published,
    )

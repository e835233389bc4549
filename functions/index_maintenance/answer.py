"""Tells an indexed maintenance amount the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.edge.explained import notes_json, step_json
from functions.edge.wire import present, written
from functions.law.maintenance.adaptations import Adaptation, IndexedMaintenance
from functions.words.load import Words

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


def _adaptation(adaptation: Adaptation) -> dict[str, Any]:
    index, amount = adaptation.index, adaptation.amount
    return present(
        month=written(adaptation.month),
        indexMonth=written(adaptation.index_month),
        index=None if index is None else written(index),
        amount=None if amount is None else written(amount),
        isPublished=adaptation.published,
    )

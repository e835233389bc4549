"""Tells how long the data of a decision are kept, the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.exports.days import Days, day_of_step
from functions.http.serialization import present, written
from functions.i18n.catalog import Words
from functions.law.waiver.retention import Retention

SUBJECT = "retention"


def tell(result: Retention, words: Words) -> dict[str, Any]:
    """The check in the words of a language."""
    return present(
        decidedOn=written(result.request.decided_on),
        kind=result.request.kind.value,
        isCovered=result.covered,
        keepUntil=written(result.keep_until),
        isDeemedReasoned=result.deemed_reasoned,
        explanation=[step_json(words, SUBJECT, step) for step in result.explanation],
        notes=notes_json(words, SUBJECT, result.notes),
        independence=words.text("common.site.independence"),
    )


def days(result: Retention, words: Words) -> Days:
    """The last day to keep the data, where they must be kept."""
    found = day_of_step("keep_until", result.keep_until, SUBJECT, result.explanation, words)
    return Days(calculated_for=result.request.decided_on, days=(found,) if result.covered else ())

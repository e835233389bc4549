"""Tells what a decision must say, the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.exports.days import Days, day_of_step
from functions.http.serialization import written
from functions.i18n.catalog import Words
from functions.law.waiver.particulars import Particulars

SUBJECT = "particulars"


def tell(result: Particulars, words: Words) -> dict[str, Any]:
    """The check in the words of a language."""
    return {
        "kind": result.request.kind.value,
        "notifiedOn": written(result.request.notified_on),
        "isRequired": result.required,
        "needsRecoveryList": result.recovery_list,
        "isMissing": result.missing,
        "appealStartsOn": written(result.appeal_starts_on),
        "appealUntil": written(result.appeal_until),
        "explanation": [step_json(words, SUBJECT, step) for step in result.explanation],
        "notes": notes_json(words, SUBJECT, result.notes),
        "independence": words.text("common.site.independence"),
    }


def days(result: Particulars, words: Words) -> Days:
    """The last day to appeal."""
    found = day_of_step("appeal_until", result.appeal_until, SUBJECT, result.explanation, words)
    return Days(calculated_for=result.request.notified_on, days=(found,))

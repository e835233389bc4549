"""Tells the days of an appeal the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.dates_json import dates_json
from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.exports.days import Days, legal_days
from functions.http.serialization import written
from functions.i18n.catalog import Words
from functions.law.waiver.appeal import AppealDates

SUBJECT = "appeal"


def tell(result: AppealDates, words: Words) -> dict[str, Any]:
    """The days in the words of a language."""
    return {
        "informedOn": written(result.request.informed_on),
        "dates": dates_json(words, SUBJECT, result.dates),
        "explanation": [step_json(words, SUBJECT, step) for step in result.explanation],
        "notes": notes_json(words, SUBJECT, result.notes),
        "independence": words.text("common.site.independence"),
    }


def days(result: AppealDates, words: Words) -> Days:
    """The days to save."""
    return legal_days(SUBJECT, result.request.informed_on, result.dates, words)

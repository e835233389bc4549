"""Tells what a decision must say, the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.exports.days import Days, day_of_step
from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.waiver.particulars import ParticularsResult

SUBJECT = "particulars"


def to_json(result: ParticularsResult, catalog: Catalog) -> dict[str, Any]:
    """The check in the words of a language."""
    return {
        "kind": result.request.kind.value,
        "notifiedOn": to_text(result.request.notified_on),
        "isRequired": result.required,
        "needsRecoveryList": result.recovery_list,
        "isMissing": result.missing,
        "appealStartsOn": to_text(result.appeal_starts_on),
        "appealUntil": to_text(result.appeal_until),
        "explanation": [step_json(catalog, SUBJECT, step) for step in result.explanation],
        "notes": notes_json(catalog, SUBJECT, result.notes),
        "independence": catalog.gettext("common.site.independence"),
    }


def days(result: ParticularsResult, catalog: Catalog) -> Days:
    """The last day to appeal."""
    found = day_of_step("appeal_until", result.appeal_until, SUBJECT, result.explanation, catalog)
    return Days(calculated_for=result.request.notified_on, days=(found,))

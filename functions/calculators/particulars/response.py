"""Tells what a decision must say, the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.exports.days import Days, day_of_step
from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.waiver.particulars import ParticularsResult


def members(result: ParticularsResult, _: Catalog) -> dict[str, Any]:
    """The check."""
    return {
        "kind": result.request.kind.value,
        "notifiedOn": to_text(result.request.notified_on),
        "isRequired": result.required,
        "needsRecoveryList": result.recovery_list,
        "isMissing": result.missing,
        "appealStartsOn": to_text(result.appeal_starts_on),
        "appealUntil": to_text(result.appeal_until),
    }


def days(result: ParticularsResult, catalog: Catalog) -> Days:
    """The last day to appeal."""
    found = day_of_step(
        "appeal_until", result.appeal_until, "particulars", result.explanation, catalog
    )
    notified_on = result.request.notified_on
    return Days(calculated_for=notified_on, case=str(notified_on), days=(found,))

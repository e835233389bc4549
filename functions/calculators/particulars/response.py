"""Serializes what a decision must say for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.exports.days import Days, day_of_step
from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.waiver.particulars import ParticularsResult

MEMBERS: Mapping[str, Callable[[ParticularsResult, Catalog], Any]] = {
    "kind": lambda found, _: found.request.kind.value,
    "notifiedOn": lambda found, _: to_text(found.request.notified_on),
    "isRequired": lambda found, _: found.required,
    "needsRecoveryList": lambda found, _: found.recovery_list,
    "isMissing": lambda found, _: found.missing,
    "appealStartsOn": lambda found, _: to_text(found.appeal_starts_on),
    "appealUntil": lambda found, _: to_text(found.appeal_until),
}
"""The check."""


def days(result: ParticularsResult, catalog: Catalog) -> Days:
    """The last day to appeal."""
    found = day_of_step(
        "appeal_until", result.appeal_until, "particulars", result.explanation, catalog
    )
    notified_on = result.request.notified_on
    return Days(calculated_for=notified_on, case=str(notified_on), days=(found,))

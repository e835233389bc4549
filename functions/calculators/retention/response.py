"""Serializes how long the data of a decision are kept for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.exports.days import Days, day_of_step
from functions.http.serialization import to_optional_text, to_text
from functions.i18n.catalog import Catalog
from functions.law.waiver.retention import RetentionResult

MEMBERS: Mapping[str, Callable[[RetentionResult, Catalog], Any]] = {
    "decidedOn": lambda found, _: to_text(found.request.decided_on),
    "kind": lambda found, _: found.request.kind.value,
    "isCovered": lambda found, _: found.covered,
    "paidOn": lambda found, _: to_optional_text(found.request.paid_on),
    "keepUntil": lambda found, _: to_optional_text(found.keep_until),
    "isOpenEnded": lambda found, _: True if found.keep_until is None else None,
    "isDeemedReasoned": lambda found, _: found.deemed_reasoned,
}
"""The check."""


def days(result: RetentionResult, catalog: Catalog) -> Days:
    """The last day to keep the data, where they must be kept and it is known."""
    decided_on = result.request.decided_on
    if result.keep_until is None or not result.covered:
        return Days(calculated_for=decided_on, case=str(decided_on), days=())
    found = day_of_step("keep_until", result.keep_until, "retention", result.explanation, catalog)
    return Days(calculated_for=decided_on, case=str(decided_on), days=(found,))

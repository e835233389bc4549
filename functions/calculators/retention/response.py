"""Tells how long the data of a decision are kept, the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.exports.days import Days, day_of_step
from functions.http.serialization import drop_none, to_text
from functions.i18n.catalog import Catalog
from functions.law.waiver.retention import RetentionResult


def members(result: RetentionResult, _: Catalog) -> dict[str, Any]:
    """The check."""
    return drop_none(
        decidedOn=to_text(result.request.decided_on),
        kind=result.request.kind.value,
        isCovered=result.covered,
        paidOn=None if result.request.paid_on is None else to_text(result.request.paid_on),
        keepUntil=None if result.keep_until is None else to_text(result.keep_until),
        isOpenEnded=True if result.keep_until is None else None,
        isDeemedReasoned=result.deemed_reasoned,
    )


def days(result: RetentionResult, catalog: Catalog) -> Days:
    """The last day to keep the data, where they must be kept and it is known."""
    decided_on = result.request.decided_on
    if result.keep_until is None or not result.covered:
        return Days(calculated_for=decided_on, case=str(decided_on), days=())
    found = day_of_step("keep_until", result.keep_until, "retention", result.explanation, catalog)
    return Days(calculated_for=decided_on, case=str(decided_on), days=(found,))

"""Serializes an eligibility result for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.calculators.shared.explanation_json import condition_json
from functions.calculators.shared.missed_view import missed_json
from functions.exports.table import Cell, Table
from functions.http.serialization import drop_none, to_optional_text, to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.eligibility import EligibilityResult, JudgedMonth

MEMBERS: Mapping[str, Callable[[EligibilityResult, Catalog], Any]] = {
    "applicationDate": lambda found, _: to_text(found.request.application_date),
    "isOpen": lambda found, _: found.is_open,
    "opensOn": lambda found, _: to_optional_text(found.opens_on),
    "opensIfUnpaid": lambda found, _: to_optional_text(found.opens_if_unpaid),
    "conditions": lambda found, catalog: [
        condition_json(catalog, "eligibility", condition) for condition in found.conditions
    ],
    "windowStart": lambda found, _: to_text(found.window_start),
    "missedTerms": lambda found, _: found.missed,
    "missedMonths": lambda found, _: missed_json(found.missed_count),
    "requiredTerms": lambda found, _: found.required,
    "months": lambda found, _: [_month(month) for month in found.months],
}
"""The answer in the words of a language."""


def table(result: EligibilityResult, catalog: Catalog) -> Table:
    """Which months count as unpaid, and why."""
    columns = ("month", "missed", "why", "due", "received")
    return Table(
        title=catalog.gettext("eligibility.months.caption"),
        headings=tuple(catalog.gettext(f"eligibility.months.{name}") for name in columns),
        rows=tuple(_row(month, catalog) for month in result.months),
    )


def _row(month: JudgedMonth, catalog: Catalog) -> tuple[Cell, ...]:
    key = "eligibility.months"
    return (
        month.month,
        catalog.format(month.missed),
        catalog.gettext(f"eligibility.reasons.{month.reason}"),
        month.due,
        catalog.gettext(f"{key}.not_given") if month.received is None else month.received,
    )


def _month(month: JudgedMonth) -> dict[str, Any]:
    return drop_none(
        month=to_text(month.month),
        dueDate=to_text(month.due_date),
        due=to_text(month.due),
        received=to_optional_text(month.received),
        isInWindow=month.in_window,
        isMissed=month.missed,
        reason=month.reason.value,
    )

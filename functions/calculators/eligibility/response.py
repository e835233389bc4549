"""Tells whether one may apply, the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.explanation_json import condition_json
from functions.calculators.shared.missed_view import missed_json
from functions.exports.table import Cell, Table
from functions.http.serialization import drop_none, to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.eligibility import EligibilityResult, JudgedMonth


def members(result: EligibilityResult, catalog: Catalog) -> dict[str, Any]:
    """The answer in the words of a language."""
    opens, if_unpaid = result.opens_on, result.opens_if_unpaid
    return drop_none(
        applicationDate=to_text(result.request.application_date),
        isOpen=result.is_open,
        opensOn=None if opens is None else to_text(opens),
        opensIfUnpaid=None if if_unpaid is None else to_text(if_unpaid),
        conditions=[
            condition_json(catalog, "eligibility", condition) for condition in result.conditions
        ],
        windowStart=to_text(result.window_start),
        missedTerms=result.missed,
        missedMonths=missed_json(result.missed_count),
        requiredTerms=result.required,
        months=[_month(month) for month in result.months],
    )


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
        catalog.gettext(f"{key}.not_told") if month.received is None else month.received,
    )


def _month(month: JudgedMonth) -> dict[str, Any]:
    return drop_none(
        month=to_text(month.month),
        dueDate=to_text(month.due_date),
        due=to_text(month.due),
        received=None if month.received is None else to_text(month.received),
        isInWindow=month.in_window,
        isMissed=month.missed,
        reason=month.reason.value,
    )

"""Serializes the arrears of a ledger for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.calculators.arrears.remarks import remark_texts, remarks
from functions.exports.table import Cell, Table
from functions.http.serialization import to_optional_text, to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.arrears import ArrearsResult
from functions.law.maintenance.ledger import LedgerMonth

MEMBERS: Mapping[str, Callable[[ArrearsResult, Catalog], Any]] = {
    "applicationDate": lambda found, _: to_text(found.request.application_date),
    "claimableSince": lambda found, _: to_text(found.claimable_since),
    "total": lambda found, _: to_text(found.total),
    "tooOld": lambda found, _: to_text(found.too_old),
    "missedTerms": lambda found, _: found.missed,
    "requiredTerms": lambda found, _: found.required,
    "mayApplyFrom": lambda found, _: to_optional_text(found.may_apply_from),
    "contribution": lambda found, _: {
        "rate": to_text(found.contribution_rate),
        "amount": to_text(found.contribution),
    },
    "months": lambda found, _: [_month(month) for month in found.months],
}
"""The arrears."""


def table(arrears: ArrearsResult, catalog: Catalog) -> Table:
    """What was due, what came and what is missing, month by month."""
    columns = ("month", "missing", "remark", "due", "received")
    return Table(
        title=catalog.gettext("arrears.months.caption"),
        headings=tuple(catalog.gettext(f"arrears.months.{name}") for name in columns),
        rows=tuple(_row(month, catalog) for month in arrears.months),
    )


def _row(month: LedgerMonth, catalog: Catalog) -> tuple[Cell, ...]:
    said = remark_texts(remarks(month), catalog)
    return (month.month, month.missing, said, month.due, month.received)


def _month(month: LedgerMonth) -> dict[str, Any]:
    return {
        "month": to_text(month.month),
        "dueDate": to_text(month.due_date),
        "due": to_text(month.due),
        "received": to_text(month.received),
        "missing": to_text(month.missing),
        "isClaimable": month.claimable,
        "countsAsMissed": month.counts_as_missed,
        "indexPublished": month.published,
    }

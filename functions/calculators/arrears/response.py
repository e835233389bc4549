"""Tells the arrears of a ledger the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.arrears.remarks import remarks, told_remarks
from functions.exports.table import Cell, Table
from functions.http.serialization import drop_none, to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.arrears import ArrearsResult
from functions.law.maintenance.ledger import LedgerMonth


def members(arrears: ArrearsResult, _: Catalog) -> dict[str, Any]:
    """The arrears."""
    opens = arrears.may_apply_from
    return drop_none(
        applicationDate=to_text(arrears.request.application_date),
        claimableSince=to_text(arrears.claimable_since),
        total=to_text(arrears.total),
        tooOld=to_text(arrears.too_old),
        missedTerms=arrears.missed,
        requiredTerms=arrears.required,
        mayApplyFrom=None if opens is None else to_text(opens),
        contribution={
            "rate": to_text(arrears.contribution_rate),
            "amount": to_text(arrears.contribution),
        },
        months=[_month(month) for month in arrears.months],
    )


def table(arrears: ArrearsResult, catalog: Catalog) -> Table:
    """What was due, what came and what is missing, month by month."""
    columns = ("month", "missing", "remark", "due", "received")
    return Table(
        title=catalog.gettext("arrears.months.caption"),
        headings=tuple(catalog.gettext(f"arrears.months.{name}") for name in columns),
        rows=tuple(_row(month, catalog) for month in arrears.months),
    )


def _row(month: LedgerMonth, catalog: Catalog) -> tuple[Cell, ...]:
    said = told_remarks(remarks(month), catalog)
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

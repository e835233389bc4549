"""Tells the arrears of a ledger the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.arrears.remarks import remarks, told_remarks
from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.exports.table import Cell, Table
from functions.http.serialization import present, written
from functions.i18n.catalog import Words
from functions.law.maintenance.arrears import Arrears
from functions.law.maintenance.ledger import LedgerMonth

SUBJECT = "arrears"


def tell(arrears: Arrears, words: Words) -> dict[str, Any]:
    """The arrears in the words of a language."""
    opens = arrears.may_apply_from
    return present(
        applicationDate=written(arrears.request.application_date),
        claimableSince=written(arrears.claimable_since),
        total=written(arrears.total),
        tooOld=written(arrears.too_old),
        missedTerms=arrears.missed,
        requiredTerms=arrears.required,
        mayApplyFrom=None if opens is None else written(opens),
        contribution={
            "rate": written(arrears.contribution_rate),
            "amount": written(arrears.contribution),
        },
        months=[_month(month) for month in arrears.months],
        explanation=[step_json(words, SUBJECT, step) for step in arrears.explanation],
        notes=notes_json(words, SUBJECT, arrears.notes),
        independence=words.text("common.site.independence"),
    )


def table(arrears: Arrears, words: Words) -> Table:
    """What was due, what came and what is missing, month by month."""
    columns = ("month", "missing", "remark", "due", "received")
    return Table(
        title=words.text(f"{SUBJECT}.months.caption"),
        headings=tuple(words.text(f"{SUBJECT}.months.{name}") for name in columns),
        rows=tuple(_row(month, words) for month in arrears.months),
    )


def _row(month: LedgerMonth, words: Words) -> tuple[Cell, ...]:
    said = told_remarks(remarks(month), words)
    return (month.month, month.missing, said, month.due, month.received)


def _month(month: LedgerMonth) -> dict[str, Any]:
    return {
        "month": written(month.month),
        "dueDate": written(month.due_date),
        "due": written(month.due),
        "received": written(month.received),
        "missing": written(month.missing),
        "isClaimable": month.claimable,
        "countsAsMissed": month.counts_as_missed,
        "indexPublished": month.published,
    }

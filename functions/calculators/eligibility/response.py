"""Tells whether one may apply, the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.explanation_json import condition_json, notes_json, step_json
from functions.exports.table import Cell, Table
from functions.http.serialization import present, written
from functions.i18n.catalog import Words
from functions.law.maintenance.eligibility import Eligibility, JudgedMonth

SUBJECT = "eligibility"


def tell(result: Eligibility, words: Words) -> dict[str, Any]:
    """The answer in the words of a language."""
    opens = result.opens_on
    return present(
        applicationDate=written(result.request.application_date),
        isOpen=result.is_open,
        opensOn=None if opens is None else written(opens),
        conditions=[condition_json(words, SUBJECT, condition) for condition in result.conditions],
        windowStart=written(result.window_start),
        missedTerms=result.missed,
        requiredTerms=result.required,
        months=[_month(month) for month in result.months],
        explanation=[step_json(words, SUBJECT, step) for step in result.explanation],
        notes=notes_json(words, SUBJECT, result.notes),
        independence=words.text("common.site.independence"),
    )


def table(result: Eligibility, words: Words) -> Table:
    """Which months count as unpaid, and why."""
    columns = ("month", "missed", "why", "due", "received")
    return Table(
        title=words.text(f"{SUBJECT}.months.caption"),
        headings=tuple(words.text(f"{SUBJECT}.months.{name}") for name in columns),
        rows=tuple(_row(month, words) for month in result.months),
    )


def _row(month: JudgedMonth, words: Words) -> tuple[Cell, ...]:
    key = f"{SUBJECT}.months"
    return (
        month.month,
        words.figure(month.missed),
        words.text(f"{SUBJECT}.reasons.{month.reason}"),
        words.text(f"{key}.due_not_known") if month.due is None else month.due,
        words.text(f"{key}.not_told") if month.received is None else month.received,
    )


def _month(month: JudgedMonth) -> dict[str, Any]:
    return present(
        month=written(month.month),
        dueDate=written(month.due_date),
        due=None if month.due is None else written(month.due),
        received=None if month.received is None else written(month.received),
        isInWindow=month.in_window,
        isMissed=month.missed,
        reason=month.reason.value,
    )

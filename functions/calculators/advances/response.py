"""Tells an advance simulation the way of the contract."""

from __future__ import annotations

from datetime import date
from typing import Any

from functions.calculators.advances.reason import advance_reason
from functions.calculators.shared.explanation_json import (
    condition_json,
    notes_json,
    source_json,
    step_json,
)
from functions.exports.days import Days, key_days
from functions.exports.table import Cell, Table
from functions.forms.names import camel
from functions.http.serialization import present, written
from functions.i18n.catalog import Words
from functions.law.core.values import Cents
from functions.law.maintenance.advances import AdvanceSimulation
from functions.law.maintenance.documents import Document
from functions.law.maintenance.key_dates import KeyDate
from functions.law.maintenance.monthly_advance import MonthlyAdvance
from functions.law.maintenance.schedule import ChildSchedule

SUBJECT = "advances"


def tell(simulation: AdvanceSimulation, words: Words) -> dict[str, Any]:
    """The simulation in the words of a language."""
    decided = simulation.intervention
    costs = simulation.contribution
    return present(
        applicationDate=written(simulation.application.application_date),
        intervention=present(
            isOpen=decided.is_open,
            opensOn=_day(decided.opens_on),
            conditions=[
                condition_json(words, SUBJECT, condition) for condition in decided.conditions
            ],
        ),
        startsOn=_day(simulation.starts_on),
        total=written(simulation.total),
        conditionalTotal=written(simulation.conditional_total),
        unpaid=written(simulation.unpaid),
        schedules=[_schedule(schedule) for schedule in simulation.schedules],
        contribution={
            "debtorRate": written(costs.debtor_rate),
            "creditorRate": written(costs.creditor_rate),
            "monthlyPrincipal": written(costs.monthly_principal),
            "debtorMonthlyAmount": written(costs.debtor_monthly_amount),
        },
        keyDates=[_key_date(words, key_date) for key_date in simulation.key_dates],
        documents=[_document(words, document) for document in simulation.documents],
        explanation=[step_json(words, SUBJECT, step) for step in simulation.explanation],
        notes=notes_json(words, SUBJECT, simulation.notes),
        independence=words.text("common.site.independence"),
    )


def days(simulation: AdvanceSimulation, words: Words) -> Days:
    """The days to keep in mind."""
    made_for = simulation.application.application_date
    return key_days(SUBJECT, made_for, simulation.key_dates, words)


def table(simulation: AdvanceSimulation, words: Words) -> Table:
    """The advances month by month, one child after the other."""
    columns = ("child", "month", "advance", "reason", "maintenance", "received")
    return Table(
        title=words.text(f"{SUBJECT}.headings.schedule"),
        headings=tuple(words.text(f"{SUBJECT}.schedule.{name}") for name in columns),
        rows=tuple(
            _row(schedule, month, words)
            for schedule in simulation.schedules
            for month in schedule.months
        ),
    )


def _row(schedule: ChildSchedule, month: MonthlyAdvance, words: Words) -> tuple[Cell, ...]:
    return (
        words.text(f"{SUBJECT}.totals.child", number=schedule.child + 1),
        month.month,
        words.text(f"{SUBJECT}.schedule.not_known") if month.advance is None else month.advance,
        advance_reason(month, words),
        month.maintenance,
        month.received,
    )


def _day(day: date | None) -> str | None:
    return None if day is None else written(day)


def _amount(amount: Cents | None) -> str | None:
    return None if amount is None else written(amount)


def _schedule(schedule: ChildSchedule) -> dict[str, Any]:
    return {
        "child": schedule.child,
        "birthDate": written(schedule.birth_date),
        "total": written(schedule.total),
        "conditionalTotal": written(schedule.conditional_total),
        "monthsNotKnown": schedule.months_not_known,
        "months": [_month(month) for month in schedule.months],
    }


def _month(month: MonthlyAdvance) -> dict[str, Any]:
    return present(
        month=written(month.month),
        maintenance=written(month.maintenance),
        base=written(month.base),
        received=written(month.received),
        advance=_amount(month.advance),
        status=month.status.value,
        isConditional=month.conditional,
        indexPublished=month.index_published,
    )


def _key_date(words: Words, key_date: KeyDate) -> dict[str, Any]:
    key = f"{SUBJECT}.key_dates.{key_date.code}"
    number = {} if key_date.child is None else {"number": key_date.child + 1}
    return present(
        code=camel(key_date.code),
        date=written(key_date.day),
        child=key_date.child,
        title=words.text(f"{key}.title", **number),
        text=words.text(f"{key}.text", **number),
        source=source_json(words, key_date.source),
    )


def _document(words: Words, document: Document) -> dict[str, Any]:
    number = {} if document.child is None else {"number": document.child + 1}
    return present(
        code=camel(document.code),
        child=document.child,
        text=words.text(f"{SUBJECT}.documents.{document.code}", **number),
        source=source_json(words, document.source),
    )

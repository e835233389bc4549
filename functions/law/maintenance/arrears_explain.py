"""The steps and notes of the arrears of a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.values import BasisPoints, Cents, Value
from functions.law.maintenance.arrears_request import ArrearsRequest
from functions.law.maintenance.explain import start_index_inputs
from functions.law.maintenance.indexation import INDEXATION_BY_LAW, index_name, indexation
from functions.law.maintenance.instalments import window_start
from functions.law.maintenance.ledger import LedgerMonth, claimable_since
from functions.law.maintenance.parameters import MaintenanceParameters

ACT = "maintenance_advances_act"
COLLECTION = Source(ACT, "3, § 1")
MISSED_TERMS = Source(ACT, "6")
NOT_ADVANCED = Source(ACT, "3, § 2")
GAP = Source(ACT, "", Status.GAP)
ASSUMED = Source(ACT, "6", Status.INFERRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """Everything that was computed on the way to the answer. Amounts in cents."""

    request: ArrearsRequest
    months: tuple[LedgerMonth, ...]
    total: Cents
    too_old: Cents
    missed: int
    required: int
    may_apply_from: date | None
    rate: BasisPoints
    contribution: Cents


def explain(working: Working, parameters: MaintenanceParameters) -> Iterator[TraceStep]:
    """Each month, its index before it where that changed, the sums, the missed terms, the costs."""
    yield from month_steps(working.request, working.months, parameters)
    yield from _totals(working, parameters)
    day = working.request.application_date
    yield missed_terms_step(day, working.months, working.required, parameters)
    if working.may_apply_from is not None:
        yield may_apply_step(day, working.missed, working.may_apply_from)
    yield TraceStep(
        rule="contribution.debtor",
        inputs={
            "principal": working.total,
            "rate": working.rate,
            "application_date": working.request.application_date,
        },
        value=working.contribution,
        source=parameters.debtor_contribution.source_on(working.request.application_date),
    )


def month_steps(
    request: ArrearsRequest, months: tuple[LedgerMonth, ...], parameters: MaintenanceParameters
) -> Iterator[TraceStep]:
    """Each month of the ledger, its index before it where that changed."""
    index_month: object = request
    for month in months:
        adapted = indexation(request.title, month.month, parameters)
        if adapted.index_month != index_month:
            index_month = adapted.index_month
            yield from _index_steps(request, month, parameters)
        yield _month(month)


def _index_steps(
    request: ArrearsRequest, month: LedgerMonth, parameters: MaintenanceParameters
) -> Iterator[TraceStep]:
    """For each child, the amount that holds from this month of the ledger on."""
    title = request.title
    name = index_name(title.indexation, title.date, parameters)
    adapted = indexation(title, month.month, parameters)
    for position, child in enumerate(request.children):
        inputs: dict[str, Value] = {"maintenance": Cents(child.monthly_maintenance)}
        rule = "indexation.none" if name is None else "indexation.first_year"
        if name is not None and adapted.index is not None and adapted.index_month is not None:
            rule = "indexation.adapted"
            inputs |= {
                "series": name,
                "from_month": month.month,
                "index": adapted.index,
                "index_month": adapted.index_month,
            }
            if adapted.start is not None:
                inputs |= start_index_inputs(title, name, adapted.start, parameters)
        elif name is not None:
            inputs["title_date"] = title.date
        yield TraceStep(
            rule=rule,
            inputs=inputs,
            value=adapted.of(child.monthly_maintenance).amount,
            source=INDEXATION_BY_LAW,
            child=position,
        )


def _month(month: LedgerMonth) -> TraceStep:
    """What is missing of one month."""
    paid = "paid" if month.missing == 0 else "missed"
    return TraceStep(
        rule=f"arrears.month.{paid}",
        inputs={
            "month": month.month,
            "due_date": month.due_date,
            "due": month.due,
            "received": month.received,
        },
        value=month.missing,
        source=COLLECTION,
    )


def _totals(working: Working, parameters: MaintenanceParameters) -> Iterator[TraceStep]:
    """The sum of the last five years; what is older is not collected."""
    day = working.request.application_date
    since = claimable_since(day, parameters)
    source = parameters.arrears_years.source_on(day)
    yield TraceStep(
        rule="arrears.total",
        inputs={"application_date": day, "since": since},
        value=working.total,
        source=source,
    )
    if working.too_old > 0:
        yield TraceStep(
            rule="arrears.too_old",
            inputs={"application_date": day, "since": since},
            value=working.too_old,
            source=source,
        )


def missed_terms_step(
    day: date, months: tuple[LedgerMonth, ...], required: int, parameters: MaintenanceParameters
) -> TraceStep:
    """Art. 6: two terms missed in the twelve months before the application."""
    missed = sum(m.counts_as_missed for m in months)
    return TraceStep(
        rule="intervention.missed_terms",
        inputs={
            "window_start": window_start(day, parameters),
            "application_date": day,
            "terms": sum(m.in_window for m in months),
            "missed": missed,
            "required": required,
        },
        value=missed >= required,
        source=MISSED_TERMS,
    )


def may_apply_step(day: date, missed: int, opens: date) -> TraceStep:
    """From when one may apply: on the day asked about, or after the terms still to be missed."""
    if opens == day:
        return TraceStep(
            rule="arrears.may_apply",
            inputs={"application_date": day, "missed": missed},
            value=day,
            source=MISSED_TERMS,
        )
    return TraceStep(
        rule="arrears.may_apply_later",
        inputs={"missed": missed, "last_due_date": opens - timedelta(days=1)},
        value=opens,
        source=ASSUMED,
    )


def notes(working: Working, parameters: MaintenanceParameters) -> Iterator[Note]:
    """What the reader must know beside the sums."""
    request, title = working.request, working.request.title
    if title.due_day is None:
        yield Note(code="due_day_assumed", source=GAP)
    name = index_name(title.indexation, title.date, parameters)
    if name is not None and not all(month.published for month in working.months):
        series = parameters.series[name]
        yield Note(
            code="index_not_published",
            inputs={"series": series.name, "last_month": series.last_month},
            source=series.source,
        )
    surplus = sum(month.surplus for month in working.months)
    if surplus > 0:
        yield Note(code="received_more_than_due", inputs={"surplus": Cents(surplus)}, source=GAP)
    if working.may_apply_from is None:
        limits: dict[str, Value] = {"last_day": parameters.last_day}
        yield Note(code="apply_date_not_known", inputs=limits, source=ASSUMED)
    elif working.may_apply_from != request.application_date:
        yield Note(code="coming_terms_missed", source=ASSUMED)
    yield Note(code="months_not_told", source=GAP)
    yield Note(code="arrears_not_advanced", inputs={"unpaid": working.total}, source=NOT_ADVANCED)

"""The steps and notes of the arrears of a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from functions.law.core.rule import Explanation
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.values import BasisPoints, Cents, Value
from functions.law.maintenance.arrears_request import ArrearsRequest
from functions.law.maintenance.contribution import contribution_of_debtor
from functions.law.maintenance.indexation import Indexation, TitleIndex
from functions.law.maintenance.indexation_rules import explain_amounts
from functions.law.maintenance.instalments import window_start
from functions.law.maintenance.ledger import LedgerMonth, claimable_since
from functions.law.maintenance.missed_terms import (
    ACT,
    ASSUMED,
    arrears_too_old,
    arrears_total,
    may_apply,
    may_apply_later,
    missed_terms,
    month_index_not_sure,
    month_missed,
    month_paid,
)
from functions.law.maintenance.parameters import MaintenanceParameters

NOT_ADVANCED = Source(ACT, "3, § 2")
GAP = Source(ACT, "", Status.GAP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """Everything that was computed on the way to the answer. Amounts in cents."""

    request: ArrearsRequest
    index: TitleIndex
    months: tuple[LedgerMonth, ...]
    total: Cents
    too_old: Cents
    missed: int
    required: int
    may_apply_from: date | None
    rate: BasisPoints


def explain(working: Working) -> Explanation:
    """Each month, its index before it where that changed, the sums, the missed terms, the costs."""
    explanation, parameters = Explanation(), working.index.parameters
    day = working.request.application_date
    explain_months(explanation, working.request, working.months, working.index)
    since = claimable_since(day, parameters)
    dated = explanation.citing(parameters.arrears_years.source_on(day))
    dated.add(arrears_total, day, since)
    if working.too_old > 0:
        dated.add(arrears_too_old, day, since)
    explanation.steps.append(counted_terms(day, working.months, working.required, parameters))
    if working.may_apply_from is not None:
        explain_may_apply(explanation, day, working.missed, working.may_apply_from)
    dated = explanation.citing(parameters.debtor_contribution.source_on(day))
    dated.add(contribution_of_debtor, working.total, working.rate, day)
    return explanation


def explain_months(
    explanation: Explanation,
    request: ArrearsRequest,
    months: tuple[LedgerMonth, ...],
    index: TitleIndex,
) -> None:
    """Each month of the ledger, for each child the amount before it where the index changed."""
    amounts = [child.monthly_maintenance for child in request.children]
    since: Indexation | None = None
    for found in months:
        month, adapted = found.month, index.in_month(found.month)
        if since is None or adapted.index_month != since.index_month:
            since = adapted
            explain_amounts(explanation, amounts, month, index)
        shown = (month, found.due_date, found.due, found.received)
        before = found.before if found.index_not_sure else None
        if before is None:
            explanation.add(month_missed if found.missing > 0 else month_paid, *shown)
        else:
            published_by = index.parameters.index_published_by.on(month.first_day())
            explanation.add(month_index_not_sure, *shown, before, published_by)


def counted_terms(
    day: date,
    months: tuple[LedgerMonth, ...],
    required: int,
    parameters: MaintenanceParameters,
) -> TraceStep:
    """Art. 6: two terms missed in the twelve months before the application."""
    return missed_terms.step(
        window_start=window_start(day, parameters),
        application_date=day,
        terms=sum(m.in_window for m in months),
        missed=sum(m.counts_as_missed for m in months),
        required=required,
    )


def explain_may_apply(explanation: Explanation, day: date, missed: int, opens: date) -> date:
    """From when one may apply: on the day asked about, or after the terms still to be missed."""
    if opens == day:
        return explanation.add(may_apply, application_date=day, missed=missed)
    return explanation.add(may_apply_later, missed=missed, last_due_date=opens - timedelta(days=1))


def notes(working: Working) -> Iterator[Note]:
    """What the reader must know beside the sums."""
    request, title = working.request, working.request.title
    name, parameters = working.index.name, working.index.parameters
    if title.due_day is None:
        yield Note(code="due_day_assumed", source=GAP)
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
    if working.may_apply_from is None and working.total + working.too_old > 0:
        limits: dict[str, Value] = {"last_day": parameters.last_day}
        yield Note(code="apply_date_not_known", inputs=limits, source=ASSUMED)
    elif working.may_apply_from not in (None, request.application_date):
        yield Note(code="coming_terms_missed", source=ASSUMED)
    yield Note(code="months_not_told", source=GAP)
    yield Note(code="arrears_not_advanced", inputs={"unpaid": working.total}, source=NOT_ADVANCED)

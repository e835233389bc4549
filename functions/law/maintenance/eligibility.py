"""May one apply, from which day, and what is still missing: arts 2, 6 and 7 of the act.

The conditions are those of an application, the months those of a ledger; nothing is advanced here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from functions.law.core.errors import Issue
from functions.law.core.replay import ReplayError, only, optional, replaying
from functions.law.core.rule import Before, Explanation, date_of
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import Partial, ensure_valid
from functions.law.core.values import Cents, Month
from functions.law.maintenance import arrears_request
from functions.law.maintenance.advances_validation import service_issues
from functions.law.maintenance.application import ReceivedPayment, Title
from functions.law.maintenance.arrears_explain import (
    GAP,
    counted_terms,
    explain_may_apply,
    explain_months,
)
from functions.law.maintenance.arrears_request import (
    ArrearsRequest,
)
from functions.law.maintenance.indexation import INDEXATION_BY_LAW, TitleIndex
from functions.law.maintenance.instalments import months_in_window, window_start
from functions.law.maintenance.intervention import (
    CONDITIONS_OF_APPLICANT,
    Condition,
    conditions_of_applicant,
    replay_conditions,
)
from functions.law.maintenance.ledger import LedgerMonth, amount_due, ledger, may_apply_from
from functions.law.maintenance.missed_count import MissedCount, of_ledger
from functions.law.maintenance.missed_terms import ASSUMED, may_apply, may_apply_later
from functions.law.maintenance.parameters import MaintenanceParameters

PRACTICE = Source("fps_finance_practice", "", Status.OFFICIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityRequest(ArrearsRequest):
    """Who wants to apply, with which title, and the ledger of what came month by month."""

    applicant_lives_in_belgium: bool
    children_live_in_belgium: bool
    title: Title
    received_payments: tuple[ReceivedPayment, ...] = ()


class TermReason(StrEnum):
    """Why a month counts as missed, or does not."""

    PAID = "paid"
    NOTHING_CAME = "nothingCame"
    PART_CAME = "partCame"
    INDEXATION_MISSING = "indexationMissing"
    INDEX_NOT_SURE = "indexNotSure"
    NOT_TOLD = "notTold"
    OUTSIDE_WINDOW = "outsideWindow"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedMonth:
    """One month of the window or of the ledger, in cents.

    ``received`` is ``None`` if it was not given.
    """

    month: Month
    due_date: date
    due: Cents
    received: Cents | None
    in_window: bool
    missed: bool
    reason: TermReason


@dataclass(frozen=True, kw_only=True)
class EligibilityResult:
    """Whether one may apply. ``opens_on`` is the first day; ``None`` if time alone is not enough.

    It is the day asked about where every condition is met. Coming terms count as missed: nothing
    is expected of them. Where every month given was paid, that day is ``opens_if_unpaid``.
    ``window_start`` is the first day of the twelve months that count. What explains and warns is
    computed when it is asked for.
    """

    request: EligibilityRequest
    index: TitleIndex = field(repr=False, compare=False)
    ledger: tuple[LedgerMonth, ...] = field(repr=False)
    conditions: tuple[Condition, ...]
    window_start: date
    months: tuple[JudgedMonth, ...]
    missed: int
    missed_count: MissedCount
    required: int
    opens_on: date | None
    opens_if_unpaid: date | None
    enough_from: date | None

    @property
    def is_open(self) -> bool:
        """Whether every condition is met on the day asked about."""
        return all(condition.met for condition in self.conditions)

    @cached_property
    def explanation(self) -> tuple[TraceStep, ...]:
        """The steps."""
        return tuple(_explain(self).steps)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What is uncertain or assumed in this answer."""
        return tuple(_notes(self))


def validate(
    request: Partial[EligibilityRequest], parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """Every reason why nothing can be said, in the order of the questions."""
    if request.title is not None:
        yield from service_issues(request.title)
    yield from arrears_request.validate(request, parameters, fewest_months=0)


def check_eligibility(
    request: EligibilityRequest, parameters: MaintenanceParameters
) -> EligibilityResult:
    """Every condition of the intervention, month by month, and the day from which one may apply.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known figures.
    """
    ensure_valid(validate(request, parameters))
    index = TitleIndex(request.title, parameters)
    day, months = request.application_date, ledger(request, index)
    required = parameters.missed_terms.on(day)
    enough = may_apply_from(request, months, parameters)
    of_applicant = conditions_of_applicant(request)
    first_day = enough if all(condition.met for condition in of_applicant) else None
    missed = sum(month.counts_as_missed for month in months)
    is_paid = bool(months) and not any(month.missing > 0 for month in months)
    opens_on = None if is_paid else first_day
    conditions = (
        *of_applicant,
        Condition(
            step=counted_terms(day, months, required, parameters),
            met=missed >= required,
            met_from=None if missed >= required or is_paid else enough,
        ),
    )
    judged = tuple(_judged(request, months, index))
    return EligibilityResult(
        request=request,
        index=index,
        ledger=months,
        conditions=conditions,
        window_start=window_start(day, parameters),
        months=judged,
        missed=missed,
        missed_count=of_ledger(
            months,
            sum(child.monthly_maintenance for child in request.children),
            sum(month.in_window for month in judged),
        ),
        required=required,
        opens_on=opens_on,
        opens_if_unpaid=first_day if is_paid else None,
        enough_from=enough,
    )


def _explain(result: EligibilityResult) -> Explanation:
    """The conditions of the applicant, each month, the missed terms, and the day to apply."""
    *of_applicant, of_terms = result.conditions
    explanation, request = Explanation([one.step for one in of_applicant]), result.request
    explain_months(explanation, request, result.ledger, result.index)
    explanation.steps.append(of_terms.step)
    if result.opens_on is not None:
        explain_may_apply(explanation, request.application_date, result.missed, result.opens_on)
    return explanation


@replaying
def replay_eligibility(steps: Sequence[TraceStep]) -> tuple[bool, date | None]:
    """Computes the steps anew; whether every condition is met, and the first day to apply.

    Raises:
        ReplayError: a step does not follow from its inputs, or one is missing.
    """
    is_open = replay_conditions(steps)
    if is_open:
        return True, date_of(only(steps, may_apply))
    may = optional(steps, may_apply, may_apply_later)
    of_applicant = all(step.value for step in Before(steps).of(*CONDITIONS_OF_APPLICANT))
    if may is not None and not of_applicant:
        raise ReplayError(f"{may.rule}: not open")
    return False, None if may is None else date_of(may)


def _judged(
    request: EligibilityRequest, months: tuple[LedgerMonth, ...], index: TitleIndex
) -> Iterator[JudgedMonth]:
    """Every month of the window since the title, and every other month that was given."""
    given = {month.month: month for month in months}
    due_on = request.due_day
    window = {
        month
        for month in months_in_window(request.application_date, due_on, index.parameters)
        if month.day(due_on) >= request.title.date
    }
    in_title = sum(child.monthly_maintenance for child in request.children)
    for month in sorted(window | set(given)):
        row = given.get(month)
        if row is None:
            yield JudgedMonth(
                month=month,
                due_date=month.day(due_on),
                due=amount_due(request, month, index),
                received=None,
                in_window=True,
                missed=False,
                reason=TermReason.NOT_TOLD,
            )
        else:
            yield JudgedMonth(
                month=month,
                due_date=row.due_date,
                due=row.due,
                received=row.received,
                in_window=row.in_window,
                missed=row.counts_as_missed,
                reason=_reason(row, in_title),
            )


def _reason(row: LedgerMonth, in_title: int) -> TermReason:
    """Art. 6: a term that is wholly or partly unpaid counts, if it lies in the twelve months."""
    if not row.in_window:
        return TermReason.OUTSIDE_WINDOW
    if row.missing == 0:
        return TermReason.PAID
    if row.index_not_sure:
        return TermReason.INDEX_NOT_SURE
    if row.received == 0:
        return TermReason.NOTHING_CAME
    return TermReason.PART_CAME if row.received < in_title else TermReason.INDEXATION_MISSING


def _notes(result: EligibilityResult) -> Iterator[Note]:
    """What is uncertain or assumed in this answer."""
    request, parameters = result.request, result.index.parameters
    title, reasons = request.title, {month.reason for month in result.months}
    if title.due_day is None:
        yield Note(code="due_day_assumed", source=GAP)
    if TermReason.INDEXATION_MISSING in reasons:
        yield Note(code="missed_by_indexation_only", source=INDEXATION_BY_LAW)
    if TermReason.NOT_TOLD in reasons:
        yield Note(code="months_not_told", source=GAP)
    name = result.index.name
    if name is not None and not all(month.published for month in result.ledger):
        series = parameters.series[name]
        yield Note(
            code="index_not_published",
            inputs={"series": series.name, "last_month": series.last_month},
            source=series.source,
        )
    if result.enough_from is None:
        yield Note(
            code="apply_date_not_known",
            inputs={"last_day": parameters.last_day},
            source=ASSUMED,
        )
    elif result.enough_from != request.application_date:
        yield Note(code="coming_terms_missed", source=ASSUMED)
    yield Note(code="service_decides", source=PRACTICE)
    yield Note(code="act_read_until", inputs={"day": parameters.act_read_until}, source=GAP)

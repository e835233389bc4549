"""The advance simulation: from an application to everything the applicant wants to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.law.errors import InvalidInput
from functions.law.explanation import Note, Source, Status, Step
from functions.law.maintenance import checks
from functions.law.maintenance.application import (
    AdvanceApplication,
    IndexationClause,
    PaymentHistory,
)
from functions.law.maintenance.contribution import Contribution, contribution
from functions.law.maintenance.documents import Document, documents
from functions.law.maintenance.indexation import INDEXATION_BY_LAW, index_name
from functions.law.maintenance.intervention import Intervention, intervention, unpaid
from functions.law.maintenance.key_dates import KeyDate, key_dates
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.schedule import ChildSchedule, child_schedule, explain
from functions.law.values import Cents, Month

ACT = "maintenance_advances_act"
GAP = Source(ACT, "", Status.GAP)
ARREARS = Source(ACT, "3, § 2")
CHILDREN_ONLY = Source(ACT, "3, § 2")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceSimulation:
    """The answer to an application. Amounts in cents.

    ``starts_on`` is the day of the application if the intervention is open then, else the day on
    which it opens; ``None`` when the passing of time alone does not open it. There is then no
    schedule. ``unpaid`` is what is missing over the last twelve months: arrears are collected,
    never advanced.
    """

    application: AdvanceApplication
    intervention: Intervention
    starts_on: date | None
    schedules: tuple[ChildSchedule, ...]
    unpaid: Cents
    contribution: Contribution
    key_dates: tuple[KeyDate, ...]
    documents: tuple[Document, ...]
    explanation: tuple[Step, ...]
    notes: tuple[Note, ...]

    @property
    def total(self) -> Cents:
        """The sum of all advances that rest on what is known, in cents."""
        return Cents(sum(schedule.total for schedule in self.schedules))

    @property
    def conditional_total(self) -> Cents:
        """The sum of all advances that depend on child benefit and schooling, in cents."""
        return Cents(sum(schedule.conditional_total for schedule in self.schedules))


def simulate(
    application: AdvanceApplication, parameters: MaintenanceParameters
) -> AdvanceSimulation:
    """Is intervention open, how much is advanced month by month, what comes next, and why.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known law.
    """
    issues = tuple(checks.issues(application, parameters))
    if issues:
        raise InvalidInput(issues)
    decided = intervention(application, parameters)
    starts_on = application.application_date if decided.is_open else decided.opens_on
    first_month = Month.of(starts_on or application.application_date)
    schedules = (
        ()
        if starts_on is None
        else tuple(
            child_schedule(position, application, first_month, parameters)
            for position in range(len(application.children))
        )
    )
    costs = contribution(application, first_month, parameters)
    steps = [
        *(condition.step for condition in decided.conditions),
        *(step for schedule in schedules for step in explain(schedule, application, parameters)),
        costs.step,
    ]
    return AdvanceSimulation(
        application=application,
        intervention=decided,
        starts_on=starts_on,
        schedules=schedules,
        unpaid=unpaid(decided.terms),
        contribution=costs,
        key_dates=() if starts_on is None else key_dates(application, starts_on, parameters),
        documents=documents(application, starts_on or application.application_date, parameters),
        explanation=tuple(steps),
        notes=tuple(_notes(application, decided, schedules, parameters)),
    )


def _notes(
    application: AdvanceApplication,
    decided: Intervention,
    schedules: tuple[ChildSchedule, ...],
    parameters: MaintenanceParameters,
) -> Iterator[Note]:
    """What is uncertain, assumed or not covered in this answer."""
    title = application.title
    if title.due_day is None:
        yield Note(code="due_day_assumed", source=GAP)
    if any(term.missed_by_indexation_only for term in decided.terms):
        yield Note(code="missed_by_indexation_only", source=INDEXATION_BY_LAW)
    told_payments = (
        application.payment_history is PaymentHistory.MONTH_BY_MONTH
        or application.expected_monthly_payment > 0
    )
    if len(application.children) > 1 and told_payments:
        yield Note(code="equal_shares", source=GAP)
    name = index_name(title.indexation, title.date, parameters)
    if any(not m.index_published for schedule in schedules for m in schedule.months):
        series = parameters.series[str(name)]
        yield Note(
            code="index_not_published",
            inputs={"series": series.name, "last_month": series.last_month},
            source=series.source,
        )
    if name is None and title.indexation is IndexationClause.NOT_STATED:
        yield Note(
            code="older_title_not_indexed",
            inputs={"since": parameters.indexed_by_law.first_day},
            source=INDEXATION_BY_LAW,
        )
    if schedules:
        yield Note(code="first_month", source=GAP)
    if _turns_adult(schedules, parameters):
        yield Note(code="month_of_18th_birthday", source=GAP)
    if any(m.conditional for schedule in schedules for m in schedule.months):
        yield Note(code="conditional_months", source=Source(ACT, "4, § 1/1"))
    yield Note(
        code="arrears_not_advanced", inputs={"unpaid": unpaid(decided.terms)}, source=ARREARS
    )
    yield Note(code="former_partner_not_advanced", source=CHILDREN_ONLY)
    yield Note(code="act_read_until", inputs={"day": parameters.act_read_until}, source=GAP)


def _turns_adult(schedules: tuple[ChildSchedule, ...], parameters: MaintenanceParameters) -> bool:
    """Whether a child turns 18 in one of the months of the schedule."""
    return any(
        schedule.months[0].month
        <= Month.of(schedule.birth_date).plus(
            12 * parameters.adult_age.on(schedule.months[0].month.first_day())
        )
        <= schedule.months[-1].month
        for schedule in schedules
    )

"""The advance simulation: from an application to everything the applicant wants to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from functions.law.core.errors import InvalidInput
from functions.law.core.trace import Note, TraceStep
from functions.law.core.values import Cents, Month
from functions.law.maintenance import bounds, checks
from functions.law.maintenance.application import AdvanceApplication
from functions.law.maintenance.contribution import Contribution, contribution
from functions.law.maintenance.documents import Document, documents
from functions.law.maintenance.explain import explain
from functions.law.maintenance.indexation import Indexation, indexations
from functions.law.maintenance.intervention import Intervention, intervention, unpaid
from functions.law.maintenance.key_dates import KeyDate, key_dates
from functions.law.maintenance.notes import notes
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.schedule import ChildSchedule, schedules


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvancesResult:
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
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]

    @property
    def total(self) -> Cents:
        """The sum of all advances that rest on what is known, in cents."""
        return Cents(sum(schedule.total for schedule in self.schedules))

    @property
    def conditional_total(self) -> Cents:
        """The sum of all advances that depend on child benefit and schooling, in cents."""
        return Cents(sum(schedule.conditional_total for schedule in self.schedules))


def simulate_advances(
    application: AdvanceApplication, parameters: MaintenanceParameters
) -> AdvancesResult:
    """Is intervention open, how much is advanced month by month, what comes next, and why.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known law.
    """
    issues = tuple(bounds.issues(application, parameters))
    if not issues:
        issues = tuple(checks.issues(application, parameters))
    if issues:
        raise InvalidInput(issues)
    decided = intervention(application, parameters)
    starts_on = application.application_date if decided.is_open else decided.opens_on
    day = starts_on or application.application_date
    months = () if starts_on is None else _months(application, Month.of(day), parameters)
    by_child = schedules(application, months, parameters) if months else ()
    costs = contribution(application, day, parameters)
    steps = [
        *(condition.step for condition in decided.conditions),
        *explain(by_child, months, application, parameters),
        costs.step,
    ]
    return AdvancesResult(
        application=application,
        intervention=decided,
        starts_on=starts_on,
        schedules=by_child,
        unpaid=unpaid(decided.terms),
        contribution=costs,
        key_dates=() if starts_on is None else key_dates(application, starts_on, parameters),
        documents=documents(application, day, parameters),
        explanation=tuple(steps),
        notes=tuple(notes(application, decided, by_child, parameters)),
    )


def _months(
    application: AdvanceApplication, first_month: Month, parameters: MaintenanceParameters
) -> tuple[tuple[Month, Indexation], ...]:
    """The months of the schedule, each with its indexation."""
    months = first_month.onward(application.months)
    return tuple(indexations(application.title, months, parameters))

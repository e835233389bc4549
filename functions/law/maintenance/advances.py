"""The advance simulation: from an application to everything the applicant wants to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from functions.law.core.replay import ReplayError, only, optional, replaying
from functions.law.core.rule import Before, Explanation, Rule, amount_of, date_of
from functions.law.core.trace import Note, TraceStep
from functions.law.core.validation import ensure_valid
from functions.law.core.values import Cents, Month
from functions.law.maintenance.advance_rules import (
    CONDITIONAL,
    NOT_KNOWN,
    adult_from,
    conditional_total,
    conditional_total_of_children,
    doubtful,
    doubtful_total,
    doubtful_total_of_children,
    months_not_known,
    total,
    total_of_children,
)
from functions.law.maintenance.advances_validation import validate
from functions.law.maintenance.application import AdvanceApplication
from functions.law.maintenance.contribution import (
    Contribution,
    contribution,
    contribution_of_debtor,
)
from functions.law.maintenance.documents import Document, documents
from functions.law.maintenance.explain import explain
from functions.law.maintenance.indexation import TitleIndex
from functions.law.maintenance.indexation_rules import adapted_amount, amount_in
from functions.law.maintenance.intervention import (
    Intervention,
    are_conditions_met,
    explain_intervention,
    intervention,
    opens,
    replay_conditions,
)
from functions.law.maintenance.key_dates import (
    FoundDate,
    KeyDate,
    check_key_dates,
    find_key_dates,
    in_order_of_time,
)
from functions.law.maintenance.missed_terms import missed_terms_later, unpaid_in_window
from functions.law.maintenance.notes import notes
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.schedule import ChildSchedule, schedules


@dataclass(frozen=True, kw_only=True)
class AdvancesResult:
    """The answer to an application. Amounts in cents.

    ``starts_on`` is the day of the application if the intervention is open then, else the day on
    which it opens; ``None`` when the passing of time alone does not open it: a condition is not
    met, or everything was paid so far. There is then no schedule. What explains, warns and reminds
    is computed when it is asked for: figures alone do not wait for it.
    """

    application: AdvanceApplication
    index: TitleIndex = field(repr=False, compare=False)
    intervention: Intervention
    starts_on: date | None
    schedules: tuple[ChildSchedule, ...]

    @property
    def total(self) -> Cents:
        """The sum of all advances that rest on what is known, in cents."""
        return Cents(sum(schedule.total for schedule in self.schedules))

    @property
    def conditional_total(self) -> Cents:
        """The sum of all advances that depend on child benefit and schooling, in cents."""
        return Cents(sum(schedule.conditional_total for schedule in self.schedules))

    @property
    def doubtful_total(self) -> Cents:
        """The sum of all advances of months in which child benefit normally has ended, in cents."""
        return Cents(sum(schedule.doubtful_total for schedule in self.schedules))

    @property
    def unpaid(self) -> Cents:
        """What is missing over the last twelve months: arrears are collected, never advanced."""
        return self.intervention.unpaid

    @property
    def day(self) -> date:
        """The day whose figures count: the one on which it starts, else that of the application."""
        return self.starts_on or self.application.application_date

    @cached_property
    def contribution(self) -> Contribution:
        """What the service costs on the maintenance of one month."""
        adapted = self.index.in_month(Month.of(self.day))
        amounts = (adapted.amount(child.monthly_maintenance) for child in self.application.children)
        return contribution(Cents(sum(amounts)), self.day, self.index.parameters)

    @property
    def key_dates(self) -> tuple[KeyDate, ...]:
        """The days to keep in mind, in order of time."""
        return in_order_of_time(self._key_dates)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The papers to join to the application."""
        return documents(self.application, self.day, self.index.parameters)

    @cached_property
    def explanation(self) -> tuple[TraceStep, ...]:
        """The steps."""
        explanation = Explanation()
        explain_intervention(explanation, self.application, self.intervention, self.index)
        explain(explanation, self.schedules, self.day, self.application, self.index)
        explanation.steps.append(self.contribution.step)
        explanation.steps.extend(found.step for found in self._key_dates if found.step is not None)
        return tuple(explanation.steps)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What is uncertain, assumed or not covered."""
        return tuple(notes(self.application, self.intervention, self.schedules, self.index))

    @cached_property
    def _key_dates(self) -> tuple[FoundDate, ...]:
        if self.starts_on is None:
            return ()
        return tuple(find_key_dates(self.application, self.starts_on, self.index))


def simulate_advances(
    application: AdvanceApplication, parameters: MaintenanceParameters
) -> AdvancesResult:
    """Is intervention open, how much is advanced month by month, what comes next, and why.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known law.
    """
    ensure_valid(validate(application, parameters))
    index = TitleIndex(application.title, parameters)
    decided = intervention(application, index)
    starts_on = application.application_date if decided.is_open else decided.opens_on
    by_child: tuple[ChildSchedule, ...] = ()
    if starts_on is not None:
        by_child = schedules(application, starts_on, index)
    return AdvancesResult(
        application=application,
        index=index,
        intervention=decided,
        starts_on=starts_on,
        schedules=by_child,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceFigures:
    """What the steps of a simulation come to, in cents; the totals by child."""

    is_open: bool
    starts_on: date | None
    unpaid: int
    totals: tuple[int, ...]
    conditional_totals: tuple[int, ...]
    doubtful_totals: tuple[int, ...]
    contribution: int


@replaying
def replay_advances(steps: Sequence[TraceStep]) -> AdvanceFigures:
    """The figures of a simulation by its steps alone, computed anew.

    Raises:
        ReplayError: a step does not follow from its inputs, or one is missing.
    """
    is_open = replay_conditions(steps)
    later, opening = optional(steps, missed_terms_later), optional(steps, opens)
    if opening is None and (is_open or (later is not None and are_conditions_met(Before(steps)))):
        raise ReplayError(f"{opens.code}: not asked")
    children = len(Before(steps).children)
    if opening is not None:
        for child in range(children):
            _check_child(steps, child)
        if children > 1:
            only(steps, total_of_children)
        for of_all, of_one in (
            (conditional_total_of_children, conditional_total),
            (doubtful_total_of_children, doubtful_total),
        ):
            several = len(Before(steps).every(of_one)) > 1
            if (optional(steps, of_all) is None) is several:
                raise ReplayError(f"{of_all.code}: not asked")
        check_key_dates(steps, children)
    return AdvanceFigures(
        is_open=is_open,
        starts_on=None if opening is None else date_of(opening),
        unpaid=amount_of(only(steps, unpaid_in_window)),
        totals=tuple(map(amount_of, Before(steps).every(total))),
        conditional_totals=_by_child(steps, conditional_total, children if opening else 0),
        doubtful_totals=_by_child(steps, doubtful_total, children if opening else 0),
        contribution=amount_of(only(steps, contribution_of_debtor)),
    )


def _by_child(
    steps: Sequence[TraceStep], rule: Rule[[int], Cents], children: int
) -> tuple[int, ...]:
    """The total of that rule for each child; nothing where it is not stated."""
    return tuple(Before(steps, child).value(rule) or Cents(0) for child in range(children))


def _check_child(steps: Sequence[TraceStep], child: int) -> None:
    """Checks that the birthdays and the totals of a child have their step."""
    before = Before(steps, child)
    only(steps, total, child=child)
    first_month = Month.of(date_of(only(steps, opens)))
    if amount_in(before, first_month, adult_from) is None:
        raise ReplayError(f"{adapted_amount.code}: not asked")
    of_some = (
        (conditional_total, CONDITIONAL),
        (doubtful_total, (doubtful,)),
        (months_not_known, NOT_KNOWN),
    )
    for of_runs, runs in of_some:
        if (optional(steps, of_runs, child=child) is not None) is not bool(before.of(*runs)):
            raise ReplayError(f"{of_runs.code}: not asked")

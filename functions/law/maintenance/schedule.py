"""The advances month by month for each child."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from functions.law.core.validation import NOTHING
from functions.law.core.values import Cents, Month
from functions.law.maintenance.application import AdvanceApplication
from functions.law.maintenance.indexation import TitleIndex
from functions.law.maintenance.instalments import due_day, received_in
from functions.law.maintenance.monthly_advance import (
    AdvanceStatus,
    Ages,
    MonthlyAdvance,
    ages,
    income_refusal,
    monthly_advance,
    months_of_change,
    rules_of,
)
from functions.law.maintenance.shares import shares


class Run(NamedTuple):
    """Months that follow each other with the same advance: the first one, and how many there are.

    The run before can have the same: a run ends where something may change.
    """

    first: MonthlyAdvance
    months: int

    @property
    def last_month(self) -> Month:
        """The month with which it ends."""
        return self.first.month.plus(self.months - 1)


@dataclass(frozen=True, kw_only=True)
class ChildSchedule:
    """The advances for one child. ``child`` is its position in the application."""

    child: int
    birth_date: date
    runs: tuple[Run, ...]

    @cached_property
    def months(self) -> tuple[MonthlyAdvance, ...]:
        """The advances month by month."""
        return tuple(month for first, months in self.runs for month in first.repeated(months))

    @property
    def first_month(self) -> Month:
        """The month with which it begins."""
        return self.runs[0].first.month

    @property
    def last_month(self) -> Month:
        """The month with which it ends."""
        return self.runs[-1].last_month

    @property
    def total(self) -> Cents:
        """The sum of the advances that rest on what is known, in cents."""
        return _sum(run for run in self.runs if not run.first.conditional)

    @property
    def conditional_total(self) -> Cents:
        """The sum of the advances that come only if child benefit and schooling go on, in cents."""
        return _sum(run for run in self.runs if _is_conditional(run.first))

    @property
    def doubtful_total(self) -> Cents:
        """The sum of the advances of months in which child benefit normally has ended, in cents."""
        return _sum(run for run in self.runs if run.first.status is AdvanceStatus.DOUBTFUL)

    @property
    def months_not_known(self) -> int:
        """How many months cannot be answered."""
        return sum(run.months for run in self.runs if run.first.advance is None)


def _sum(runs: Iterable[Run]) -> Cents:
    """What the advances of these runs add up to, those that are not known left out."""
    return Cents(sum((first.advance or 0) * months for first, months in runs))


def _is_conditional(month: MonthlyAdvance) -> bool:
    """Whether it depends on child benefit and schooling, at an age at which both are usual."""
    return month.conditional and month.status is not AdvanceStatus.DOUBTFUL


def schedules(
    application: AdvanceApplication, start: date, index: TitleIndex
) -> tuple[ChildSchedule, ...]:
    """The advances for every child from the month of ``start`` on, if one applies on that day."""
    by_run = _by_run(application, start, index)
    return tuple(
        ChildSchedule(child=position, birth_date=child.birth_date, runs=runs)
        for (position, child), runs in zip(
            enumerate(application.children), zip(*by_run, strict=True), strict=True
        )
    )


def _by_run(
    application: AdvanceApplication, start: date, index: TitleIndex
) -> Iterator[tuple[Run, ...]]:
    """The advance of every child in each run of months that nothing makes different."""
    children, due_on = application.children, due_day(application)
    parameters = index.parameters
    ages_of = [ages(child, start, parameters) for child in children]
    first = Month.of(start)
    begins = _begins(application, first, ages_of, index)
    for month, until in pairwise((*begins, first.plus(application.months))):
        adapted = index.in_month(month)
        due = [adapted.of(child.monthly_maintenance) for child in children]
        amounts = [one.amount for one in due]
        received = received_in(application, month, month.day(due_on), sum(amounts)) or NOTHING
        parts = shares(received, amounts)
        rules = rules_of(month, parameters)
        without_income = income_refusal(rules, start, application.income, parameters)
        months = month.months_until(until)
        yield tuple(
            Run(monthly_advance(child, age, rules, one, part, without_income), months)
            for child, age, one, part in zip(children, ages_of, due, parts, strict=True)
        )


def _begins(
    application: AdvanceApplication, first: Month, ages_of: Sequence[Ages], index: TitleIndex
) -> list[Month]:
    """The months of the schedule in which something may change, the first one included."""
    last = first.plus(application.months - 1)
    changes = months_of_change(index.parameters)
    begins = {
        first,
        *changes[bisect_left(changes, first) : bisect_right(changes, last)],
        *index.changes(first, last),
    }
    for age in ages_of:
        begins.update((age.adult_from, age.doubtful_from, age.over_from))
    # Of a term that fell due before the application one was told what came.
    if first.day(due_day(application)) < application.application_date:
        begins.add(first.plus(1))
    return sorted(month for month in begins if first <= month <= last)

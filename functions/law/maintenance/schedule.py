"""The advances month by month for each child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from functions.law.core.validation import NOTHING
from functions.law.core.values import Cents, Month
from functions.law.maintenance.application import AdvanceApplication
from functions.law.maintenance.indexation import Indexation, TitleIndex
from functions.law.maintenance.instalments import due_day, received_in
from functions.law.maintenance.monthly_advance import (
    AdvanceStatus,
    MonthlyAdvance,
    ages,
    income_refusal,
    monthly_advance,
    rules_of,
)
from functions.law.maintenance.shares import shares


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildSchedule:
    """The advances for one child. ``child`` is its position in the application."""

    child: int
    birth_date: date
    months: tuple[MonthlyAdvance, ...]

    @property
    def total(self) -> Cents:
        """The sum of the advances that rest on what is known, in cents."""
        return Cents(sum(m.advance or 0 for m in self.months if not m.conditional))

    @property
    def conditional_total(self) -> Cents:
        """The sum of the advances that come only if child benefit and schooling go on, in cents."""
        return Cents(sum(m.advance or 0 for m in self.months if _is_conditional(m)))

    @property
    def doubtful_total(self) -> Cents:
        """The sum of the advances of months in which child benefit normally has ended, in cents."""
        return Cents(sum(m.advance or 0 for m in self.months if m.status is AdvanceStatus.DOUBTFUL))

    @property
    def months_not_known(self) -> int:
        """How many months cannot be answered."""
        return sum(m.advance is None for m in self.months)


def _is_conditional(month: MonthlyAdvance) -> bool:
    """Whether it depends on child benefit and schooling, at an age at which both are usual."""
    return month.conditional and month.status is not AdvanceStatus.DOUBTFUL


def schedules(
    application: AdvanceApplication,
    start: date,
    months: Iterable[Month],
    index: TitleIndex,
) -> tuple[ChildSchedule, ...]:
    """The advances for every child in these months, if one applies on ``start``."""
    by_month = _by_month(application, start, months, index)
    return tuple(
        ChildSchedule(child=position, birth_date=child.birth_date, months=advances)
        for (position, child), advances in zip(
            enumerate(application.children), zip(*by_month, strict=True), strict=True
        )
    )


def _by_month(
    application: AdvanceApplication,
    start: date,
    months: Iterable[Month],
    index: TitleIndex,
) -> Iterator[tuple[MonthlyAdvance, ...]]:
    """The advance of every child in each month, the amounts anew where the index changes."""
    children, due_on = application.children, due_day(application)
    parameters = index.parameters
    ages_of = [ages(child, start, parameters) for child in children]
    since: Indexation | None = None
    for month in months:
        adapted = index.in_month(month)
        if adapted is not since:
            since, due = adapted, [adapted.of(child.monthly_maintenance) for child in children]
            amounts = [one.amount for one in due]
            total = sum(amounts)
        received = received_in(application, month, month.day(due_on), total) or NOTHING
        parts = shares(received, amounts)
        rules = rules_of(month, parameters)
        without_income = income_refusal(rules, start, application.income, parameters)
        yield tuple(
            monthly_advance(child, age, rules, one, part, without_income)
            for child, age, one, part in zip(children, ages_of, due, parts, strict=True)
        )

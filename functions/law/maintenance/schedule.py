"""The advances month by month for each child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from functions.law.maintenance.advance import MonthlyAdvance, monthly_advance
from functions.law.maintenance.application import AdvanceApplication
from functions.law.maintenance.indexation import indexation
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.shares import shares
from functions.law.maintenance.terms import received_in
from functions.law.values import Cents, Month


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
        return Cents(sum(m.advance or 0 for m in self.months if m.conditional))

    @property
    def months_not_known(self) -> int:
        """How many months cannot be answered."""
        return sum(m.advance is None for m in self.months)


def schedules(
    application: AdvanceApplication, first_month: Month, parameters: MaintenanceParameters
) -> tuple[ChildSchedule, ...]:
    """The advances for every child from ``first_month`` on."""
    months = tuple(first_month.plus(ahead) for ahead in range(application.months))
    by_month = [_month(application, month, parameters) for month in months]
    return tuple(
        ChildSchedule(child=position, birth_date=child.birth_date, months=advances)
        for (position, child), advances in zip(
            enumerate(application.children), zip(*by_month, strict=True), strict=True
        )
    )


def _month(
    application: AdvanceApplication, month: Month, parameters: MaintenanceParameters
) -> tuple[MonthlyAdvance, ...]:
    """The advance of every child in one month."""
    children = application.children
    adapted = indexation(application.title, month, parameters)
    due = [adapted.of(child.monthly_maintenance) for child in children]
    amounts = [indexed.amount for indexed in due]
    received = shares(received_in(application, month, sum(amounts)), amounts)
    return tuple(
        monthly_advance(
            child,
            month=month,
            maintenance=indexed.amount,
            received=part,
            income=application.income,
            index_published=indexed.published,
            parameters=parameters,
        )
        for child, indexed, part in zip(children, due, received, strict=True)
    )

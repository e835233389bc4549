"""The advance for one child in one month (arts 3, § 2, and 4 of the act)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple, Self

from functions.law.core.values import Cents, Month, add_years
from functions.law.core.working_days import ONE_DAY
from functions.law.maintenance.application import Child, Income
from functions.law.maintenance.indexation import IndexedAmount
from functions.law.maintenance.parameters import MaintenanceParameters


class AdvanceStatus(StrEnum):
    """Why a month gives the advance that it gives."""

    FULL = "full"
    REDUCED = "reduced"
    PAID = "paid"
    DOUBTFUL = "doubtful"
    NO_CHILD_BENEFIT = "noChildBenefit"
    NO_EDUCATION = "noEducation"
    ADULT_CONDITION_NOT_KNOWN = "adultConditionNotKnown"
    ABOVE_AGE = "aboveAge"
    INCOME_ABOVE_CEILING = "incomeAboveCeiling"
    INCOME_NOT_STATED = "incomeNotStated"

    @property
    def is_known(self) -> bool:
        """Whether an amount can be given at all."""
        return self not in NOT_KNOWN


NOT_KNOWN = (
    AdvanceStatus.ADULT_CONDITION_NOT_KNOWN,
    AdvanceStatus.INCOME_NOT_STATED,
)
"""The statuses of months for which no amount can be given."""


class MonthlyAdvance(NamedTuple):
    """The advance for one child and month. Amounts in cents; ``advance`` is ``None`` if not known.

    ``base`` is the maintenance up to the cap; ``received`` the child's share of what the debtor
    pays. ``conditional`` says that the child is an adult then: the amount depends on new proof of
    child benefit and schooling, whatever the applicant answers today.
    """

    month: Month
    maintenance: Cents
    base: Cents
    received: Cents
    advance: Cents | None
    status: AdvanceStatus
    conditional: bool
    index_published: bool

    def repeated(self, months: int) -> list[Self]:
        """The same in this month and those that follow it, ``months`` in all."""
        made, same = type(self), self[1:]
        return [tuple.__new__(made, (month, *same)) for month in self.month.onward(months)]


def birthday(child: Child, age: int) -> date:
    """The day the child reaches an age; for 29 February, 28 February in a common year."""
    return add_years(child.birth_date, age)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRules:
    """What the law says of one month, the same for everybody.

    ``cap`` of an advance in cents. ``child_benefit`` and ``education``: whether the act is known to
    ask them of an adult child (arts 4, § 1/1, and 7, § 2).
    ``income_test``: the right still depends on income (until the law of 9 July 2020, art. 3).
    """

    month: Month
    cap: Cents
    child_benefit: bool
    education: bool
    income_test: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """The first month of each age of a child, for an application of a given day.

    ``adult_from``: the rules for adult children apply. ``doubtful_from``: child benefit normally
    has ended. ``over_from``: the outer age bound has passed.
    """

    adult_from: Month
    doubtful_from: Month
    over_from: Month


def ages(child: Child, start: date, parameters: MaintenanceParameters) -> Ages:
    """From which months the age of a child matters, if one applies on ``start``.

    No source says how the month of the 18th birthday counts: the whole of it is taken as a minor's
    where the application was made before that day, and as an adult's where it was not. The month
    of the 26th birthday counts whole, unless one applies on that day or later.
    """
    adult_on = birthday(child, parameters.adult_age.on(start))
    benefit_ends = Month.of(birthday(child, parameters.child_benefit_last_age.on(start)))
    over_on = birthday(child, parameters.last_age.on(start))
    return Ages(
        adult_from=_month_of_change(adult_on, start),
        doubtful_from=benefit_ends.plus(1),
        over_from=_month_of_change(over_on, start),
    )


def _month_of_change(day: date, start: date) -> Month:
    """The month of the birthday for who applies on it or later, else the month after it."""
    month = Month.of(day)
    return month if day <= start else month.plus(1)


@cache
def rules_of(month: Month, parameters: MaintenanceParameters) -> MonthRules:
    """The rules that decide every advance of a month; kept, since they hold for everybody."""
    day = month.first_day()
    return MonthRules(
        month=month,
        cap=Cents(parameters.advance_cap.on(day)),
        child_benefit=parameters.adult_child_benefit.figure_on(day) is not None,
        education=parameters.adult_education.figure_on(day) is not None,
        income_test=parameters.income_test.on(day) != 0,
    )


@cache
def months_of_change(parameters: MaintenanceParameters) -> tuple[Month, ...]:
    """The months that may have other rules than the month before, for everybody; in order."""
    figures = (
        parameters.advance_cap,
        parameters.adult_child_benefit,
        parameters.adult_education,
        parameters.income_test,
        parameters.ceiling_by_application,
        parameters.income_ceiling,
        parameters.income_per_child,
        parameters.income_per_disabled_child,
    )
    entries = [entry for figure in figures for entry in figure.values]
    eves = {entry.first_day - ONE_DAY for entry in entries}
    last_days = {entry.last_day for entry in entries if entry.last_day is not None}
    # The rules of a month are those of its first day: what ends in one changes the next.
    last_months = {Month.of(day) for day in eves | last_days}
    return tuple(sorted(month.plus(1) for month in last_months))


def advance(base: Cents, received: int) -> tuple[Cents, AdvanceStatus]:
    """Art. 4, § 2: the base, less what was received for that term, never below zero."""
    if received <= 0:
        return base, AdvanceStatus.FULL
    if received < base:
        return Cents(base - received), AdvanceStatus.REDUCED
    return Cents(0), AdvanceStatus.PAID


def refusal(child: Child, age: Ages, rules: MonthRules) -> AdvanceStatus | None:
    """Why an adult child leaves no advance in that month; ``None`` if there may be one.

    What the act asked of an adult child before the dates of its rules is not known.
    """
    if rules.month >= age.over_from:
        return AdvanceStatus.ABOVE_AGE
    without_benefit, without_school = child.child_benefit is False, child.education is False
    # Art. 4, § 1/1: as long as child benefit is paid; art. 7, § 2: and proof of schooling.
    if without_benefit and rules.child_benefit:
        return AdvanceStatus.NO_CHILD_BENEFIT
    if without_school and rules.education:
        return AdvanceStatus.NO_EDUCATION
    if without_benefit or without_school:
        return AdvanceStatus.ADULT_CONDITION_NOT_KNOWN
    return None


def ceiling_day(month: Month, start: date, parameters: MaintenanceParameters) -> date:
    """The day whose ceiling counts for a month: an older application keeps that of its own year.

    The ceiling of 2015 holds for applications received from then on (act of 12 May 2014, art. 13).
    """
    first = month.first_day()
    return start if start < parameters.ceiling_by_application.first_known_day <= first else first


def income_refusal(
    rules: MonthRules, start: date, income: Income | None, parameters: MaintenanceParameters
) -> AdvanceStatus | None:
    """Why the income test leaves no advance, in a month for which there was one."""
    if not rules.income_test:
        return None
    if income is None:
        return AdvanceStatus.INCOME_NOT_STATED
    day = ceiling_day(rules.month, start, parameters)
    if income.monthly_net_income > income_ceiling(day, income, parameters):
        return AdvanceStatus.INCOME_ABOVE_CEILING
    return None


def income_ceiling(day: date, income: Income | None, parameters: MaintenanceParameters) -> int:
    """The ceiling on net income a month of that day, dependent children added."""
    base = parameters.income_ceiling.on(day)
    if income is None:
        return base
    per_child = parameters.income_per_child.on(day) * income.dependent_children
    return (
        base + per_child + parameters.income_per_disabled_child.on(day) * income.disabled_children
    )


def monthly_advance(  # noqa: PLR0913, PLR0917 - everything that the month depends on
    child: Child,
    age: Ages,
    rules: MonthRules,
    due: IndexedAmount,
    received: int,
    without_income: AdvanceStatus | None,
) -> MonthlyAdvance:
    """The advance for one child and month, and why it is what it is.

    ``without_income`` is what the income test of the month leaves, the same for every child.
    """
    base = min(due.amount, rules.cap)
    adult = rules.month >= age.adult_from
    why = (refusal(child, age, rules) if adult else None) or without_income
    amount: Cents | None
    if why is None:
        amount, status = advance(base, received)
        if amount > 0 and rules.month >= age.doubtful_from:
            status = AdvanceStatus.DOUBTFUL
    else:
        amount, status = (Cents(0) if why.is_known else None), why
    return MonthlyAdvance(
        month=rules.month,
        maintenance=due.amount,
        base=base,
        received=Cents(received),
        advance=amount,
        status=status,
        conditional=why is None and adult,
        index_published=due.published,
    )

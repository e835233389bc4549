"""The advance for one child in one month (arts 3, § 2, and 4 of the act)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from functions.law.core.values import Cents, Month, add_years
from functions.law.maintenance.application import Child, Income
from functions.law.maintenance.indexation import IndexedAmount
from functions.law.maintenance.parameters import MaintenanceParameters


class AdvanceStatus(StrEnum):
    """Why a month gives the advance that it gives."""

    FULL = "full"
    REDUCED = "reduced"
    PAID = "paid"
    NO_CHILD_BENEFIT = "noChildBenefit"
    NO_EDUCATION = "noEducation"
    ABOVE_AGE = "aboveAge"
    INCOME_ABOVE_CEILING = "incomeAboveCeiling"
    INCOME_NOT_STATED = "incomeNotStated"
    INCOME_CEILING_NOT_KNOWN = "incomeCeilingNotKnown"

    @property
    def is_known(self) -> bool:
        """Whether an amount can be given at all."""
        return self not in (self.INCOME_NOT_STATED, self.INCOME_CEILING_NOT_KNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyAdvance:
    """The advance for one child and month. Amounts in cents; ``advance`` is ``None`` if not known.

    ``base`` is the maintenance up to the cap; ``received`` the child's share of what the debtor
    pays. ``conditional`` says that the amount depends on child benefit and schooling that the
    applicant does not know yet.
    """

    month: Month
    maintenance: Cents
    base: Cents
    received: Cents
    advance: Cents | None
    status: AdvanceStatus
    conditional: bool
    index_published: bool


def birthday(child: Child, age: int) -> date:
    """The day the child reaches an age; for 29 February, 28 February in a common year."""
    return add_years(child.birth_date, age)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRules:
    """What the law says of one month, the same for everybody.

    ``cap`` of an advance in cents. An adult child was born before ``adults_born_before``, one above
    the outer age bound not later than ``above_age_born_until``.
    ``income_test``: the right still depends on income (until the law of 9 July 2020, art. 3).
    """

    month: Month
    cap: Cents
    adults_born_before: date
    above_age_born_until: date
    income_test: bool


@cache
def rules_of(month: Month, parameters: MaintenanceParameters) -> MonthRules:
    """The rules that decide every advance of a month; kept, since they hold for everybody."""
    day = month.first_day()
    return MonthRules(
        month=month,
        cap=Cents(parameters.advance_cap.on(day)),
        adults_born_before=add_years(day, -parameters.adult_age.on(day)),
        above_age_born_until=add_years(day, -parameters.last_age.on(day)),
        income_test=parameters.income_test.on(day) != 0,
    )


def is_adult(child: Child, rules: MonthRules) -> bool:
    """Whether the rules for adult children apply: from the month after the 18th birthday.

    No source says how the month of the birthday counts; the whole of it is taken as a minor's.
    """
    return child.birth_date < rules.adults_born_before


def is_above_age(child: Child, rules: MonthRules) -> bool:
    """Whether the outer age bound has passed: not one day of the month lies before that birthday.

    A birthday on the first of a month ends the advances with the month before it; any later one
    with its own month.
    """
    return child.birth_date <= rules.above_age_born_until


def advance(base: Cents, received: int) -> tuple[Cents, AdvanceStatus]:
    """Art. 4, § 2: the base, less what was received for that term, never below zero."""
    if received <= 0:
        return base, AdvanceStatus.FULL
    if received < base:
        return Cents(base - received), AdvanceStatus.REDUCED
    return Cents(0), AdvanceStatus.PAID


def refusal(child: Child, rules: MonthRules) -> AdvanceStatus | None:
    """Why an adult child leaves no advance in that month; ``None`` if there may be one."""
    if is_above_age(child, rules):
        return AdvanceStatus.ABOVE_AGE
    # Art. 4, § 1/1: as long as child benefit is paid; art. 7, § 2: and proof of schooling.
    if child.child_benefit is False:
        return AdvanceStatus.NO_CHILD_BENEFIT
    if child.education is False:
        return AdvanceStatus.NO_EDUCATION
    return None


def income_refusal(
    rules: MonthRules, income: Income | None, parameters: MaintenanceParameters
) -> AdvanceStatus | None:
    """Why the income test leaves no advance, in a month for which there was one."""
    if not rules.income_test:
        return None
    ceiling = income_ceiling(rules.month.first_day(), income, parameters)
    if ceiling is None:
        return AdvanceStatus.INCOME_CEILING_NOT_KNOWN
    if income is None:
        return AdvanceStatus.INCOME_NOT_STATED
    if income.monthly_net_income > ceiling:
        return AdvanceStatus.INCOME_ABOVE_CEILING
    return None


def income_ceiling(
    day: date, income: Income | None, parameters: MaintenanceParameters
) -> int | None:
    """The ceiling on net income a month, dependent children added; ``None`` if not known."""
    figures = (
        parameters.income_ceiling.figure_on(day),
        parameters.income_per_child.figure_on(day),
        parameters.income_per_disabled_child.figure_on(day),
    )
    base, per_child, per_disabled_child = figures
    if base is None or per_child is None or per_disabled_child is None:
        return None
    if income is None:
        return base
    return (
        base + per_child * income.dependent_children + per_disabled_child * income.disabled_children
    )


def monthly_advance(
    child: Child,
    rules: MonthRules,
    due: IndexedAmount,
    received: int,
    without_income: AdvanceStatus | None,
) -> MonthlyAdvance:
    """The advance for one child and month, and why it is what it is.

    ``without_income`` is what the income test of the month leaves, the same for every child.
    """
    base = min(due.amount, rules.cap)
    adult = is_adult(child, rules)
    why = (refusal(child, rules) if adult else None) or without_income
    amount: Cents | None
    if why is None:
        amount, status = advance(base, received)
    else:
        amount, status = (Cents(0) if why.is_known else None), why
    unsure = why is None and adult and (child.child_benefit is None or child.education is None)
    return MonthlyAdvance(
        month=rules.month,
        maintenance=due.amount,
        base=base,
        received=Cents(received),
        advance=amount,
        status=status,
        conditional=unsure,
        index_published=due.published,
    )

"""The advance for one child in one month (arts 3, § 2, and 4 of the act)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from functions.law.maintenance.application import Child, Income
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.values import Cents, Month, add_years


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
    conditional: bool = False
    index_published: bool = True


def birthday(child: Child, age: int) -> date:
    """The day the child reaches an age; for 29 February, 28 February in a common year."""
    return add_years(child.birth_date, age)


def is_adult(child: Child, month: Month, parameters: MaintenanceParameters) -> bool:
    """Whether the rules for adult children apply: from the month after the 18th birthday.

    No source says how the month of the birthday counts; the whole of it is taken as a minor's.
    """
    age = parameters.adult_age.on(month.first_day())
    return month > Month.of(birthday(child, age))


def is_above_age(child: Child, month: Month, parameters: MaintenanceParameters) -> bool:
    """Whether the outer age bound has passed: not one day of the month lies before that birthday.

    A birthday on the first of a month ends the advances with the month before it; any later one
    with its own month.
    """
    age = parameters.last_age.on(month.first_day())
    return birthday(child, age) <= month.first_day()


def advance(base: int, received: int) -> tuple[Cents, AdvanceStatus]:
    """Art. 4, § 2: the base, less what was received for that term, never below zero."""
    if received <= 0:
        return Cents(base), AdvanceStatus.FULL
    if received < base:
        return Cents(base - received), AdvanceStatus.REDUCED
    return Cents(0), AdvanceStatus.PAID


def refusal(
    child: Child, month: Month, income: Income | None, parameters: MaintenanceParameters
) -> AdvanceStatus | None:
    """Why there is no advance in that month, whatever the amounts; ``None`` if there may be one."""
    if is_above_age(child, month, parameters):
        return AdvanceStatus.ABOVE_AGE
    if is_adult(child, month, parameters):
        # Art. 4, § 1/1: as long as child benefit is paid; art. 7, § 2: and proof of schooling.
        if child.child_benefit is False:
            return AdvanceStatus.NO_CHILD_BENEFIT
        if child.education is False:
            return AdvanceStatus.NO_EDUCATION
    return income_refusal(month, income, parameters)


def has_income_test(day: date, parameters: MaintenanceParameters) -> bool:
    """Whether the right still depended on income (until the law of 9 July 2020, art. 3)."""
    return parameters.income_test.on(day) != 0


def income_refusal(
    month: Month, income: Income | None, parameters: MaintenanceParameters
) -> AdvanceStatus | None:
    """Why the income test leaves no advance, in a month for which there was one."""
    day = month.first_day()
    if not has_income_test(day, parameters):
        return None
    ceiling = income_ceiling(day, income, parameters)
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


def monthly_advance(  # noqa: PLR0913 - the month's facts are what the article names
    child: Child,
    *,
    month: Month,
    maintenance: int,
    received: int,
    income: Income | None,
    index_published: bool,
    parameters: MaintenanceParameters,
) -> MonthlyAdvance:
    """The advance for one child and month, and why it is what it is."""
    base = min(maintenance, parameters.advance_cap.on(month.first_day()))
    why = refusal(child, month, income, parameters)
    amount: Cents | None
    if why is None:
        amount, status = advance(base, received)
    else:
        amount, status = (Cents(0) if why.is_known else None), why
    unsure = (
        why is None
        and is_adult(child, month, parameters)
        and (child.child_benefit is None or child.education is None)
    )
    return MonthlyAdvance(
        month=month,
        maintenance=Cents(maintenance),
        base=Cents(base),
        received=Cents(received),
        advance=amount,
        status=status,
        conditional=unsure,
        index_published=index_published,
    )

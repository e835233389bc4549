"""What is asked to allocate the payments of a debtor, and what cannot be allocated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.validation import (
    LAST_DAY_OF_LONGEST_MONTH,
    NOTHING,
    ONE_CENT,
    Partial,
    day_issues,
    number_issues,
)
from functions.law.core.values import Cents, Month, share
from functions.law.maintenance.allocation import Account, MonthDue, Payment
from functions.law.maintenance.parameters import MaintenanceParameters


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsRequest:
    """What the service collects from ``first_month`` on, and what the debtor pays to it. Cents.

    ``letter_sent_on`` is the day of the first letter to the debtor, who can end it all within
    fifteen days.
    """

    application_date: date
    arrears: int
    recovery_costs: int = 0
    interest: int = 0
    monthly_maintenance: int
    monthly_advance: int
    first_month: Month
    months: int
    due_day: int | None = None
    payments: tuple[Payment, ...] = ()
    letter_sent_on: date | None = None


def validate(
    request: Partial[PaymentsRequest], parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """Every reason why the payments cannot be allocated, in the order of the questions."""
    first, last = parameters.debtor_contribution.first_day, parameters.last_day
    of_day = tuple(day_issues("application_date", request.application_date, first, last))
    yield from of_day
    day = None if of_day else request.application_date
    yield from _amount_issues(request, parameters)
    yield from number_issues("months", request.months, 1, parameters.longest_schedule)
    yield from number_issues("due_day", request.due_day, 1, LAST_DAY_OF_LONGEST_MONTH)
    if day is None:
        return
    first_month, last_month = Month.of(day), Month.of(last)
    if request.first_month is not None and not first_month <= request.first_month <= last_month:
        limits = {"minimum": first_month, "maximum": last_month}
        yield Issue("first_month", ValidationErrorCode.NOT_IN_PERIOD, limits)
    elif request.first_month is not None and request.months is not None:
        end = request.first_month.plus(request.months).first_day()
        for position, payment in enumerate(request.payments):
            path = f"payments[{position}].date"
            yield from day_issues(path, payment.date, day, end - timedelta(days=1))
    yield from day_issues("letter_sent_on", request.letter_sent_on, day, last)


def _amount_issues(
    request: Partial[PaymentsRequest], parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """Amounts from zero to the largest; no advance is above the maintenance (art. 4, § 2)."""
    largest = parameters.largest_amount
    yield from number_issues("arrears", request.arrears, NOTHING, largest)
    yield from number_issues("recovery_costs", request.recovery_costs, NOTHING, largest)
    yield from number_issues("interest", request.interest, NOTHING, largest)
    maintenance = request.monthly_maintenance
    of_maintenance = tuple(number_issues("monthly_maintenance", maintenance, ONE_CENT, largest))
    yield from of_maintenance
    most = largest if maintenance is None or of_maintenance else Cents(maintenance)
    yield from number_issues("monthly_advance", request.monthly_advance, NOTHING, most)
    yield from number_issues("payments", len(request.payments), 0, parameters.longest_ledger)
    for position, payment in enumerate(request.payments):
        yield from number_issues(f"payments[{position}].amount", payment.amount, ONE_CENT, largest)


def account(request: PaymentsRequest, rate: int) -> Account:
    """The account of a request, every month alike, at a rate of contribution in basis points."""
    months = (request.first_month.plus(ahead) for ahead in range(request.months))
    return Account(
        arrears=request.arrears,
        recovery_costs=request.recovery_costs,
        interest=request.interest,
        contribution_rate=rate,
        months=tuple(
            MonthDue(
                month=month,
                due_date=month.day(request.due_day or 1),
                maintenance=Cents(request.monthly_maintenance),
                advance=Cents(request.monthly_advance),
                contribution=Cents(share(request.monthly_maintenance, rate)),
            )
            for month in months
        ),
        payments=request.payments,
    )

"""What an application must hold before advances can be simulated.

The questions have bounds of their own, narrower and made for people. The bounds here keep out
what the rules cannot be applied to, whoever calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.validation import (
    NOTHING,
    ONE_CENT,
    Partial,
    day_issues,
    number_issues,
    required,
)
from functions.law.core.values import Month, Value, add_years
from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    Income,
    PaymentHistory,
    Title,
    TitleKind,
)
from functions.law.maintenance.instalments import months_in_window
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.title_validation import index_issues, term_issues


def validate(
    application: Partial[AdvanceApplication], parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """Every reason why no figure can be given, in the order of the questions."""
    out_of_bounds = tuple(_bounds_issues(application, parameters))
    yield from out_of_bounds
    if not application.children:
        yield Issue("children", ValidationErrorCode.REQUIRED)
    if out_of_bounds:
        return
    day: date | None = application.application_date
    first, last = parameters.advance_cap.first_day, parameters.last_day
    if found := tuple(day_issues("application_date", day, first, last)):
        yield from found
        day = None
    if application.title is not None:
        yield from _title_issues(application.title, day, parameters)
    for position, child in enumerate(application.children):
        yield from _child_issues(f"children[{position}]", child, application, day, parameters)
    yield from _payment_issues(application, day, parameters)
    if application.income is not None:
        amount = application.income.monthly_net_income
        yield from required("income.monthly_net_income", amount)


def _bounds_issues(
    application: Partial[AdvanceApplication], parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """Every answer that lies outside what the rules can be applied to."""
    if application.title is not None:
        yield from term_issues(application.title)
    for position, child in enumerate(application.children):
        path = f"children[{position}].monthly_maintenance"
        yield from number_issues(path, child.monthly_maintenance, ONE_CENT)
    for position, payment in enumerate(application.received_payments):
        yield from number_issues(f"received_payments[{position}].amount", payment.amount, NOTHING)
    expected = application.expected_monthly_payment
    yield from number_issues("expected_monthly_payment", expected, NOTHING)
    if application.income is not None:
        yield from _income_issues(application.income)
    yield from number_issues("months", application.months, 1, parameters.longest_schedule)


def _income_issues(income: Partial[Income]) -> Iterator[Issue]:
    """No income and no number of children is below zero."""
    yield from number_issues("income.monthly_net_income", income.monthly_net_income, NOTHING)
    yield from number_issues("income.dependent_children", income.dependent_children, 0)
    yield from number_issues("income.disabled_children", income.disabled_children, 0)


def _title_issues(
    title: Partial[Title], day: date | None, parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """The title lies in the known time, before the application, and its index can be found."""
    first, last = parameters.indexation_months.first_day, parameters.last_day
    is_known = title.date is None or title.date >= first
    if not is_known:
        limits: dict[str, Value] = {"minimum": first, "maximum": last}
        yield Issue("title.date", ValidationErrorCode.OUT_OF_RANGE, limits)
    elif title.date is not None and day is not None and title.date > day:
        yield Issue("title.date", ValidationErrorCode.AFTER, {"maximum": day})
    yield from service_issues(title)
    if is_known:
        yield from index_issues(title, parameters)


def service_issues(title: Partial[Title]) -> Iterator[Issue]:
    """Of a judgment, it is said whether it was served."""
    if title.kind is TitleKind.JUDGMENT:
        yield from required("title.served", title.served)


def _child_issues(
    path: str,
    child: Partial[Child],
    application: Partial[AdvanceApplication],
    day: date | None,
    parameters: MaintenanceParameters,
) -> Iterator[Issue]:
    """The child is born, before the title unless the title names it all the same.

    From 18 on, child benefit and schooling are stated (art. 7, § 2).
    """
    if child.birth_date is None or day is None:
        return
    if child.birth_date > day:
        yield Issue(f"{path}.birth_date", ValidationErrorCode.AFTER, {"maximum": day})
    elif is_born_after(child, application.title) and child.named_in_title is not True:
        limits: dict[str, Value] = {"title_date": application.title.date}
        yield Issue(f"{path}.birth_date", ValidationErrorCode.AFTER, limits)
    elif add_years(child.birth_date, parameters.adult_age.on(day)) <= day:
        yield from required(f"{path}.child_benefit", child.child_benefit)
        yield from required(f"{path}.education", child.education)


def is_born_after(child: Partial[Child], title: Partial[Title] | None) -> bool:
    """Whether the child was born after the title that fixes the maintenance."""
    return title is not None and title.date is not None and child.birth_date > title.date


def _payment_issues(
    application: Partial[AdvanceApplication],
    day: date | None,
    parameters: MaintenanceParameters,
) -> Iterator[Issue]:
    """Payments are given month by month only where that was chosen, once a month, in the window."""
    history, payments = application.payment_history, application.received_payments
    by_month = history is PaymentHistory.MONTH_BY_MONTH
    if history is not None and payments and not by_month:
        yield Issue("received_payments", ValidationErrorCode.NOT_ALLOWED)
    title = application.title
    if not by_month or day is None or title is None or title.date is None:
        return
    due_on = title.due_day or 1
    months = tuple(
        month
        for month in months_in_window(day, due_on, parameters)
        if month.day(due_on) >= title.date
    )
    seen: set[Month] = set()
    for position, payment in enumerate(payments):
        if payment.month is None:
            continue
        path = f"received_payments[{position}].month"
        if payment.month in seen:
            yield Issue(path, ValidationErrorCode.DUPLICATE)
        elif payment.month not in months:
            limits: dict[str, Value] = (
                {"minimum": months[0], "maximum": months[-1]} if months else {}
            )
            yield Issue(path, ValidationErrorCode.NOT_IN_PERIOD, limits)
        seen.add(payment.month)

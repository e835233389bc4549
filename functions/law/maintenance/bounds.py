"""The bounds of single answers, so that no caller can get a figure from an impossible one.

The questions have bounds of their own, narrower and made for people; these only keep out what
the rules cannot be applied to.
"""

from __future__ import annotations

from collections.abc import Iterator

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.values import Cents, IndexPoints
from functions.law.maintenance.application import AdvanceApplication, Income, Title
from functions.law.maintenance.parameters import MaintenanceParameters

ONE_CENT = Cents(1)
NOTHING = Cents(0)
SMALLEST_INDEX = IndexPoints(1)
LAST_DAY_OF_LONGEST_MONTH = 31


def issues(application: AdvanceApplication, parameters: MaintenanceParameters) -> Iterator[Issue]:
    """Every answer that lies outside what the rules can be applied to."""
    yield from _title_issues(application.title)
    if not application.children:
        yield Issue("children", ValidationErrorCode.REQUIRED)
    for position, child in enumerate(application.children):
        if child.monthly_maintenance < ONE_CENT:
            yield _below(f"children[{position}].monthly_maintenance", ONE_CENT)
    for position, payment in enumerate(application.received_payments):
        if payment.amount < NOTHING:
            yield _below(f"received_payments[{position}].amount", NOTHING)
    if application.expected_monthly_payment < NOTHING:
        yield _below("expected_monthly_payment", NOTHING)
    if application.income is not None:
        yield from _income_issues(application.income)
    if not 1 <= application.months <= parameters.longest_schedule:
        limits = {"minimum": 1, "maximum": parameters.longest_schedule}
        yield Issue("months", ValidationErrorCode.OUT_OF_RANGE, limits)


def _title_issues(title: Title) -> Iterator[Issue]:
    """The due day is a day of a month, and one can divide by the start index."""
    if title.due_day is not None and not 1 <= title.due_day <= LAST_DAY_OF_LONGEST_MONTH:
        limits = {"minimum": 1, "maximum": LAST_DAY_OF_LONGEST_MONTH}
        yield Issue("title.due_day", ValidationErrorCode.OUT_OF_RANGE, limits)
    if title.start_index is not None and title.start_index.figure < SMALLEST_INDEX:
        yield _below("title.start_index.figure", SMALLEST_INDEX)


def _income_issues(income: Income) -> Iterator[Issue]:
    """No income and no number of children is below zero."""
    if income.monthly_net_income < NOTHING:
        yield _below("income.monthly_net_income", NOTHING)
    if income.dependent_children < 0:
        yield _below("income.dependent_children", 0)
    if income.disabled_children < 0:
        yield _below("income.disabled_children", 0)


def _below(field: str, minimum: int) -> Issue:
    return Issue(field, ValidationErrorCode.OUT_OF_RANGE, {"minimum": minimum})

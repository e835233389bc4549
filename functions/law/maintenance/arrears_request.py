"""What is asked to add up the arrears: the title, the amounts, and a ledger month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.validation import NOTHING, ONE_CENT, Partial, day_issues, number_issues
from functions.law.core.values import Month, Value
from functions.law.maintenance.application import ReceivedPayment, TitleTerms
from functions.law.maintenance.indexation import TitleIndex
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.title_validation import month_issues, title_issues


@dataclass(frozen=True, slots=True, kw_only=True)
class Creditor:
    """A child to whom maintenance is owed; the monthly amount in cents as the title states it."""

    monthly_maintenance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrearsRequest:
    """The ledger before an application. A month not in it is not counted."""

    application_date: date
    title: TitleTerms
    children: tuple[Creditor, ...]
    received_payments: tuple[ReceivedPayment, ...]

    @property
    def due_day(self) -> int:
        """The day of the month on which a term falls due: as given, else the first."""
        return self.title.due_day or 1


def validate(
    request: Partial[ArrearsRequest], parameters: MaintenanceParameters, *, fewest_months: int = 1
) -> Iterator[Issue]:
    """Every reason why the arrears cannot be added up, in the order of the questions."""
    day: date | None = request.application_date
    first, last = parameters.missed_terms.first_day, parameters.last_day
    of_day = tuple(day_issues("application_date", day, first, last))
    yield from of_day
    of_title: tuple[Issue, ...] = ()
    if request.title is not None:
        of_title = tuple(title_issues(request.title, parameters))
        yield from of_title
        title_date = request.title.date
        if not of_day and day is not None and title_date is not None and title_date > day:
            yield Issue("title.date", ValidationErrorCode.AFTER, {"maximum": day})
            day = None
    yield from _amount_issues(request, fewest_months, parameters)
    if request.title is not None and day is not None and not of_day and not of_title:
        yield from _month_issues(request.received_payments, request.title, day, parameters)


def _amount_issues(
    request: Partial[ArrearsRequest], fewest_months: int, parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """Something is due, nothing received is below zero, neither is too large."""
    largest = parameters.largest_amount
    if not request.children:
        yield Issue("children", ValidationErrorCode.REQUIRED)
    for position, child in enumerate(request.children):
        path = f"children[{position}].monthly_maintenance"
        yield from number_issues(path, child.monthly_maintenance, ONE_CENT, largest)
    months, most = len(request.received_payments), parameters.longest_ledger
    yield from number_issues("received_payments", months, fewest_months, most)
    for position, row in enumerate(request.received_payments):
        path = f"received_payments[{position}].amount"
        yield from number_issues(path, row.amount, NOTHING, largest)


def _month_issues(
    rows: Sequence[Partial[ReceivedPayment]],
    title: Partial[TitleTerms],
    day: date,
    parameters: MaintenanceParameters,
) -> Iterator[Issue]:
    """Each month is given once; its term falls due between the title and the application."""
    if title.date is None:
        return
    due_on = title.due_day or 1
    index = None if title.indexation is None else TitleIndex(title, parameters)
    seen: set[Month] = set()
    for position, row in enumerate(rows):
        if row.month is None:
            continue
        path = f"received_payments[{position}].month"
        if row.month in seen:
            yield Issue(path, ValidationErrorCode.DUPLICATE)
        elif not title.date <= row.month.day(due_on) < day:
            yield Issue(path, ValidationErrorCode.NOT_IN_PERIOD, _period(title.date, day, due_on))
        elif index is not None:
            yield from month_issues(path, row.month, index)
        seen.add(row.month)


def _period(title_date: date, day: date, due_on: int) -> dict[str, Value]:
    """The first and the last month whose term falls due from the title to the eve of the day."""
    first, last = Month.of(title_date), Month.of(day)
    if first.day(due_on) < title_date:
        first = first.plus(1)
    if last.day(due_on) >= day:
        last = last.plus(-1)
    return {"minimum": first, "maximum": last} if first <= last else {}

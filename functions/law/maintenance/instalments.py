"""The maintenance terms around an application: what was due, what came, what was missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from functions.law.core.validation import NOTHING
from functions.law.core.values import Cents, Month, add_months
from functions.law.maintenance.application import AdvanceApplication, PaymentHistory
from functions.law.maintenance.indexation import Indexation, TitleIndex
from functions.law.maintenance.parameters import MaintenanceParameters


class Instalment(NamedTuple):
    """One month of maintenance, all children together.

    ``maintenance`` is the amount due with indexation; ``in_title`` the same without, to show when
    a term was missed only because the indexation was not paid. ``received`` is ``None`` for a
    month that was not given: it counts neither as paid nor as missed. ``before`` is the amount due
    the month before, where the index of this month may have been published after its due day.
    """

    month: Month
    due_date: date
    maintenance: Cents
    in_title: Cents
    received: Cents | None
    before: Cents | None = None

    @property
    def index_not_sure(self) -> bool:
        """Whether only an adaptation is missing that may not have been published by the due day."""
        return (
            self.before is not None
            and self.received is not None
            and self.before <= self.received < self.maintenance
        )

    @property
    def missed(self) -> bool:
        """Whether less was received than was due; a part payment counts as missed."""
        is_less = self.received is not None and self.received < self.maintenance
        return is_less and not self.index_not_sure

    @property
    def missing(self) -> Cents:
        """What did not come of a month that was given."""
        return Cents(0 if self.received is None else max(self.maintenance - self.received, 0))

    @property
    def missed_by_indexation_only(self) -> bool:
        """Whether the amount in the title came, and only its indexation is missing."""
        return self.received is not None and self.received >= self.in_title and self.missed


def window_start(day: date, parameters: MaintenanceParameters) -> date:
    """The first day of the twelve months before ``day`` (art. 6)."""
    return add_months(day, -parameters.missed_terms_window.on(day))


def due_day(application: AdvanceApplication) -> int:
    """The day of the month on which a term falls due: as typed, else the first."""
    return application.title.due_day or 1


def months_in_window(day: date, due_on: int, parameters: MaintenanceParameters) -> Iterator[Month]:
    """The months whose term falls due from the start of the window to the eve of ``day``."""
    start = window_start(day, parameters)
    first, last = Month.of(start), Month.of(day)
    if first.day(due_on) < start:
        first = first.plus(1)
    if last.day(due_on) >= day:
        last = last.plus(-1)
    return first.onward(first.months_until(last) + 1)


def received_in(
    application: AdvanceApplication, month: Month, due_date: date, maintenance: int
) -> Cents | None:
    """What the debtor paid for a month with that ``maintenance``.

    As given if the term fell due before the application, ``None`` if it was not; else as expected.
    """
    if due_date >= application.application_date:
        return Cents(application.expected_monthly_payment)
    match application.payment_history:
        case PaymentHistory.NOTHING:
            return NOTHING
        case PaymentHistory.EVERYTHING:
            return Cents(maintenance)
        case PaymentHistory.MONTH_BY_MONTH:
            given = [p.amount for p in application.received_payments if p.month == month]
            return Cents(sum(given)) if given else None


def instalments_of(
    application: AdvanceApplication, months: Iterable[Month], index: TitleIndex
) -> Iterator[Instalment]:
    """The terms of months, past or to come, one after the other."""
    due_on = due_day(application)
    amounts = [child.monthly_maintenance for child in application.children]
    in_title = Cents(sum(amounts))
    since: Indexation | None = None
    for month in months:
        adapted, before = index.in_month(month), None
        if adapted is not since:
            since, maintenance = adapted, Cents(sum(map(adapted.amount, amounts)))
            if index.published_later_than_due(month, due_on):
                earlier = index.in_month(month.plus(-1))
                before = Cents(sum(map(earlier.amount, amounts)))
        due_date = month.day(due_on)
        received = received_in(application, month, due_date, maintenance)
        yield Instalment(month, due_date, maintenance, in_title, received, before)


def instalments_before(
    application: AdvanceApplication, day: date, index: TitleIndex
) -> tuple[Instalment, ...]:
    """The terms of the twelve months before ``day``, since the title exists (art. 6)."""
    months = months_in_window(day, due_day(application), index.parameters)
    return tuple(
        term
        for term in instalments_of(application, months, index)
        if term.due_date >= application.title.date
    )

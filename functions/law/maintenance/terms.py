"""The maintenance terms around an application: what was due, what came, what was missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.law.maintenance.application import AdvanceApplication, PaymentHistory
from functions.law.maintenance.indexation import indexation
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.values import Cents, Month, add_months


@dataclass(frozen=True, slots=True)
class Term:
    """One month of maintenance, all children together.

    ``maintenance`` is the amount due with indexation; ``in_title`` the same without, to show when
    a term was missed only because the indexation was not paid.
    """

    month: Month
    due_date: date
    maintenance: Cents
    in_title: Cents
    received: Cents

    @property
    def missed(self) -> bool:
        """Whether less was received than was due; a part payment counts as missed."""
        return self.received < self.maintenance

    @property
    def missed_by_indexation_only(self) -> bool:
        """Whether the amount in the title came, and only its indexation is missing."""
        return self.missed and self.received >= self.in_title


def window_start(day: date, parameters: MaintenanceParameters) -> date:
    """The first day of the twelve months before ``day`` (art. 6)."""
    return add_months(day, -parameters.missed_terms_window.on(day))


def due_day(application: AdvanceApplication) -> int:
    """The day of the month on which a term falls due: as typed, else the first."""
    return application.title.due_day or 1


def months_in_window(day: date, due_on: int, parameters: MaintenanceParameters) -> Iterator[Month]:
    """The months whose term falls due from the start of the window to the eve of ``day``."""
    start = window_start(day, parameters)
    month = Month.of(start)
    while (due := month.day(due_on)) < day:
        if due >= start:
            yield month
        month = month.plus(1)


def maintenance_in(
    application: AdvanceApplication, month: Month, parameters: MaintenanceParameters
) -> Cents:
    """The maintenance due for a month, with indexation, all children together."""
    adapted = indexation(application.title, month, parameters)
    return Cents(
        sum(adapted.of(child.monthly_maintenance).amount for child in application.children)
    )


def received_in(application: AdvanceApplication, month: Month, maintenance: int) -> Cents:
    """What the debtor paid for a month with that ``maintenance``.

    As told if the term fell due before the application, else as expected.
    """
    if month.day(due_day(application)) >= application.application_date:
        return Cents(application.expected_monthly_payment)
    match application.payment_history:
        case PaymentHistory.NOTHING:
            return Cents(0)
        case PaymentHistory.EVERYTHING:
            return Cents(maintenance)
        case PaymentHistory.MONTH_BY_MONTH:
            told = (p.amount for p in application.received_payments if p.month == month)
            return Cents(sum(told))


def term_of(
    application: AdvanceApplication, month: Month, parameters: MaintenanceParameters
) -> Term:
    """The term of a month, past or to come."""
    maintenance = maintenance_in(application, month, parameters)
    return Term(
        month=month,
        due_date=month.day(due_day(application)),
        maintenance=maintenance,
        in_title=Cents(sum(child.monthly_maintenance for child in application.children)),
        received=received_in(application, month, maintenance),
    )


def terms_before(
    application: AdvanceApplication, day: date, parameters: MaintenanceParameters
) -> tuple[Term, ...]:
    """The terms of the twelve months before ``day``, since the title exists (art. 6)."""
    return tuple(
        term
        for month in months_in_window(day, due_day(application), parameters)
        if (term := term_of(application, month, parameters)).due_date >= application.title.date
    )

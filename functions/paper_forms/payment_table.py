"""The months of the payment table: what was due, and the payments received if given.

The form asks for the five years before the application (act of 2003, art. 7, § 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from functions.law.core.values import Cents, Month
from functions.law.maintenance.application import AdvanceApplication
from functions.law.maintenance.indexation import TitleIndex
from functions.law.maintenance.instalments import due_day, instalments_of, window_start
from functions.law.maintenance.ledger import LedgerMonth, claimable_since
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.paper_forms.entries import Entry, Writer, column_of, section_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """One month, all children together, in cents; ``received`` is ``None`` if not given."""

    month: Month
    due: Cents
    received: Cents | None


def payment_rows(
    application: AdvanceApplication, parameters: MaintenanceParameters
) -> tuple[PaymentRow, ...]:
    """The months from the oldest to the latest, none from before the title.

    The simulator asks what came in the twelve months before the application (art. 6), and in no
    earlier month.
    """
    asked_since = window_start(application.application_date, parameters)
    index = TitleIndex(application.title, parameters)
    return tuple(
        PaymentRow(
            month=term.month,
            due=term.maintenance,
            received=term.received if term.due_date >= asked_since else None,
        )
        for term in instalments_of(application, _months(application, parameters), index)
        if term.due_date >= application.title.date
    )


def _months(application: AdvanceApplication, parameters: MaintenanceParameters) -> Iterator[Month]:
    day, due_on = application.application_date, due_day(application)
    since = claimable_since(day, parameters)
    first, last = Month.of(since), Month.of(day)
    for month in first.onward(first.months_until(last) + 1):
        if since <= month.day(due_on) < day:
            yield month


def ledger_rows(months: Iterable[LedgerMonth]) -> tuple[PaymentRow, ...]:
    """The months of a ledger, where each was given completely.

    An older month than the five years is not collected (art. 3): the annex alone shows it.
    """
    return tuple(
        PaymentRow(month=month.month, due=month.due, received=month.received)
        for month in months
        if month.claimable
    )


def payment_entries(writer: Writer, rows: tuple[PaymentRow, ...]) -> Iterator[Entry]:
    """The months of the table and, below them, the totals that are known."""
    section = section_of(writer.form, "payments")
    for number, row in enumerate(rows, start=1):
        cells = {"month": row.month, "due": row.due, "received": row.received}
        for column, value in cells.items():
            yield from writer.entry(section, column_of(section, column), value, row=str(number))
    totals = {
        "totalDue": total_due(rows),
        "totalReceived": total_received(rows),
        "arrears": arrears(rows),
    }
    for name, total in totals.items() if rows else ():
        yield from writer.entry(section, column_of(section, name), total)


def total_due(rows: tuple[PaymentRow, ...]) -> Cents:
    """What was due over all the months."""
    return Cents(sum(row.due for row in rows))


def total_received(rows: tuple[PaymentRow, ...]) -> Cents | None:
    """What came over all the months; ``None`` where a month was not given."""
    amounts = [row.received for row in rows if row.received is not None]
    return Cents(sum(amounts)) if len(amounts) == len(rows) else None


def arrears(rows: tuple[PaymentRow, ...]) -> Cents | None:
    """What is missing; ``None`` where a month was not given. A surplus pays no other month."""
    if total_received(rows) is None:
        return None
    return Cents(sum(max(row.due - (row.received or 0), 0) for row in rows))

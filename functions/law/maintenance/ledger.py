"""The ledger of past months: what was due with indexation, what came, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from functions.law.core.values import Cents, Month, add_years
from functions.law.maintenance.application import ReceivedPayment
from functions.law.maintenance.arrears_request import ArrearsRequest
from functions.law.maintenance.indexation import TitleIndex
from functions.law.maintenance.instalments import window_start
from functions.law.maintenance.parameters import MaintenanceParameters


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerMonth:
    """One month of the ledger, all children together. Amounts in cents.

    ``claimable``: its term fell due in the last five years. ``in_window``: in the twelve months
    before the application. ``published``: no newer index should apply. ``before``: the amount due
    the month before, where the index of this month may have been published after its due day.
    """

    month: Month
    due_date: date
    due: Cents
    received: Cents
    claimable: bool
    in_window: bool
    published: bool
    before: Cents | None = None

    @property
    def index_not_sure(self) -> bool:
        """Whether only an adaptation is missing that may not have been published by the due day."""
        return self.before is not None and self.before <= self.received < self.due

    @property
    def is_missed(self) -> bool:
        """Whether less came than was due, a sure index included."""
        return self.missing > 0 and not self.index_not_sure

    @property
    def missing(self) -> Cents:
        """What did not come. What came beyond the amount due pays no other month."""
        return Cents(max(self.due - self.received, 0))

    @property
    def surplus(self) -> Cents:
        """What came beyond the amount due."""
        return Cents(max(self.received - self.due, 0))

    @property
    def counts_as_missed(self) -> bool:
        """Whether the month counts for the intervention; a part payment does (art. 6)."""
        return self.in_window and self.is_missed


def claimable_since(day: date, parameters: MaintenanceParameters) -> date:
    """The first due date that is not older than the years for which arrears are collected."""
    return add_years(day, -parameters.arrears_years.on(day))


def ledger(request: ArrearsRequest, index: TitleIndex) -> tuple[LedgerMonth, ...]:
    """Every month that was given, in order of time."""
    rows = sorted(request.received_payments, key=lambda row: row.month)
    return tuple(_months(request, rows, index))


def amount_due(request: ArrearsRequest, month: Month, index: TitleIndex) -> Cents:
    """What is due for a month, each child's amount indexed."""
    adapted = index.in_month(month)
    return Cents(sum(adapted.amount(child.monthly_maintenance) for child in request.children))


def _months(
    request: ArrearsRequest, rows: Iterable[ReceivedPayment], index: TitleIndex
) -> Iterator[LedgerMonth]:
    """The months of these rows, one after the other."""
    day, due_on = request.application_date, request.due_day
    claimable = claimable_since(day, index.parameters)
    window = window_start(day, index.parameters)
    for row in rows:
        month, due_date = row.month, row.month.day(due_on)
        is_later = index.published_later_than_due(month, due_on)
        yield LedgerMonth(
            month=month,
            due_date=due_date,
            due=amount_due(request, month, index),
            received=Cents(row.amount),
            claimable=due_date >= claimable,
            in_window=due_date >= window,
            published=index.in_month(month).published,
            before=amount_due(request, month.plus(-1), index) if is_later else None,
        )


def missed_before(
    months: tuple[LedgerMonth, ...], day: date, parameters: MaintenanceParameters
) -> tuple[LedgerMonth, ...]:
    """The months given that were missed in the window before a day."""
    start = window_start(day, parameters)
    return tuple(m for m in months if m.is_missed and start <= m.due_date < day)


def may_apply_from(
    request: ArrearsRequest, months: tuple[LedgerMonth, ...], parameters: MaintenanceParameters
) -> date | None:
    """The day of the application, or the day after the coming term that completes the missed ones.

    No payment is expected of the coming terms; those given may leave the window in the meantime.
    """
    day = request.application_date
    required = parameters.missed_terms.on(day)
    if len(missed_before(months, day, parameters)) >= required:
        return day
    dues = (Month.of(day).plus(ahead).day(request.due_day) for ahead in range(required + 1))
    for coming, due_date in enumerate((due for due in dues if due >= day), start=1):
        candidate = due_date + timedelta(days=1)
        if candidate > parameters.last_day:
            break
        if len(missed_before(months, candidate, parameters)) + coming >= required:
            return candidate
    return None

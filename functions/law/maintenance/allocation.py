"""What each payment of the debtor pays (art. 23 of the act), and when the service stops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from functions.law.core.values import Cents, Month, share


class Rank(StrEnum):
    """What a payment pays, in the order of art. 23."""

    RECOVERY_COSTS = "recoveryCosts"
    CONTRIBUTION = "contribution"
    INTEREST = "interest"
    ADVANCES = "advances"
    BALANCE = "balance"
    ARREARS = "arrears"


CREDITOR_RANKS = (Rank.BALANCE, Rank.ARREARS)
"""What is paid on to the creditor: the maintenance above the advance, and the arrears."""
SERVICE_RANKS = (Rank.RECOVERY_COSTS, Rank.CONTRIBUTION, Rank.ADVANCES)
"""What the service keeps: it advanced it, or it is its contribution."""
DUE_RANKS = (Rank.RECOVERY_COSTS, Rank.CONTRIBUTION, Rank.ADVANCES, Rank.BALANCE)
"""What must be paid for the service to stop: the due terms and the costs (art. 11, § 2)."""

Balances = Mapping[Rank, Cents]
ZERO = Cents(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment of the debtor to the service, in cents."""

    date: date
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDue:
    """A month of maintenance that falls due, in cents, with the contribution that it brings."""

    month: Month
    due_date: date
    maintenance: Cents
    advance: Cents
    contribution: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the service has to collect: what stood open at the application, and the months since.

    ``contribution_rate`` in basis points, by the date of the application (art. 5).
    """

    arrears: int
    recovery_costs: int
    interest: int
    contribution_rate: int
    months: tuple[MonthDue, ...]
    payments: tuple[Payment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """One payment over the ranks, and what stays open after it. Amounts in cents.

    ``surplus`` is what no rank needed. ``after_stop`` says that the service had stopped: only what
    was open then is still paid to it.
    """

    payment: Payment
    parts: Balances
    surplus: Cents
    balances: Balances
    after_stop: bool

    @property
    def to_creditor(self) -> Cents:
        """What of this payment is paid on to the creditor."""
        return Cents(sum(self.parts[rank] for rank in CREDITOR_RANKS))

    @property
    def to_service(self) -> Cents:
        """What of this payment the service keeps."""
        return Cents(sum(self.parts[rank] for rank in SERVICE_RANKS))


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocatedAccount:
    """Every event in order of time, what stays open, and the day from which the service stops.

    ``paid_months`` counts the last consecutive months at whose end nothing due was open.
    ``open_at_stop`` is what the service goes on recovering, ``months_after_stop`` the months that
    fall due after it, to the creditor.
    """

    events: tuple[MonthDue | Allocation, ...]
    balances: Balances
    paid_months: int
    last_paid_month: Month | None
    stops_on: date | None
    open_at_stop: Cents
    months_after_stop: tuple[MonthDue, ...]

    @property
    def allocations(self) -> tuple[Allocation, ...]:
        """The payments in order of time."""
        return tuple(event for event in self.events if isinstance(event, Allocation))


def allocate(amount: int, balances: Balances) -> tuple[Balances, Cents]:
    """One amount over the six ranks, each filled before the next: the parts, and what is left."""
    parts: dict[Rank, Cents] = {}
    for rank in Rank:
        parts[rank] = Cents(min(amount, balances[rank]))
        amount -= parts[rank]
    return parts, Cents(amount)


def opening_balances(account: Account) -> Balances:
    """What stands open at the application; the contribution is due on the principal (art. 5)."""
    return {
        Rank.RECOVERY_COSTS: Cents(account.recovery_costs),
        Rank.CONTRIBUTION: Cents(share(account.arrears, account.contribution_rate)),
        Rank.INTEREST: Cents(account.interest),
        Rank.ADVANCES: ZERO,
        Rank.BALANCE: ZERO,
        Rank.ARREARS: Cents(account.arrears),
    }


def with_month(balances: Balances, due: MonthDue) -> Balances:
    """The balances once a month fell due: its advance, its remainder, its contribution."""
    return {
        **balances,
        Rank.CONTRIBUTION: Cents(balances[Rank.CONTRIBUTION] + due.contribution),
        Rank.ADVANCES: Cents(balances[Rank.ADVANCES] + due.advance),
        Rank.BALANCE: Cents(balances[Rank.BALANCE] + due.maintenance - due.advance),
    }


def allocate_all(account: Account, required_months: int) -> AllocatedAccount:
    """Every payment in order of time, months falling due in between.

    ``required_months``: after so many consecutive months at whose end no due term and no cost is
    open, the service stops (art. 11, § 2). Later months are the creditor's; what was open then
    stays with the service, and later payments to it pay that, in the same order.
    """
    balances = opening_balances(account)
    events: list[MonthDue | Allocation] = []
    paid_months = 0
    last_paid_month: Month | None = None
    stops_on: date | None = None
    open_at_stop = ZERO
    months_after_stop: list[MonthDue] = []
    for event in _in_order_of_time(account):
        if isinstance(event, Payment):
            allocation = _allocation(event, balances, after_stop=stops_on is not None)
            balances = allocation.balances
            events.append(allocation)
        elif stops_on is not None:
            if isinstance(event, MonthDue):
                months_after_stop.append(event)
        elif isinstance(event, MonthDue):
            balances = with_month(balances, event)
            events.append(event)
        elif any(balances[rank] for rank in DUE_RANKS):
            paid_months, last_paid_month = 0, None
        else:
            paid_months, last_paid_month = paid_months + 1, event
            if paid_months == required_months:
                stops_on = event.plus(1).first_day()
                open_at_stop = Cents(sum(balances.values()))
    return AllocatedAccount(
        events=tuple(events),
        balances=balances,
        paid_months=paid_months,
        last_paid_month=last_paid_month,
        stops_on=stops_on,
        open_at_stop=open_at_stop,
        months_after_stop=tuple(months_after_stop),
    )


def _allocation(payment: Payment, balances: Balances, *, after_stop: bool) -> Allocation:
    parts, surplus = allocate(payment.amount, balances)
    return Allocation(
        payment=payment,
        parts=parts,
        surplus=surplus,
        balances={rank: Cents(balances[rank] - parts[rank]) for rank in Rank},
        after_stop=after_stop,
    )


def _in_order_of_time(account: Account) -> Iterator[MonthDue | Payment | Month]:
    """Months falling due, payments, and ends of months (a ``Month``), in order of time.

    On one day a month falls due before a payment counts for it; payments of one day keep their
    order. A month is judged at its end.
    """
    payments = sorted(account.payments, key=lambda payment: payment.date)
    for due in account.months:
        end = due.month.plus(1).first_day()
        before = [payment for payment in payments if payment.date < due.due_date]
        during = [payment for payment in payments if due.due_date <= payment.date < end]
        yield from before
        yield due
        yield from during
        yield due.month
        payments = payments[len(before) + len(during) :]
    yield from payments

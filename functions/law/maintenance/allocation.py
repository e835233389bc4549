"""What each payment of the debtor pays (art. 23 of the act), and when the service stops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from functions.law.values import Cents, Month, share


class Rank(StrEnum):
    """What a payment pays, in the order of art. 23."""

    RECOVERY_COSTS = "recoveryCosts"
    CONTRIBUTION = "contribution"
    INTEREST = "interest"
    ADVANCES = "advances"
    BALANCE = "balance"
    ARREARS = "arrears"


CREDITOR_RANKS = frozenset({Rank.BALANCE, Rank.ARREARS})
"""What is paid on to the creditor: the maintenance above the advance, and the arrears."""
SERVICE_RANKS = frozenset({Rank.RECOVERY_COSTS, Rank.CONTRIBUTION, Rank.ADVANCES})
"""What the service keeps: it advanced it, or it is its contribution."""
DUE_RANKS = tuple(rank for rank in Rank if rank is not Rank.ARREARS)
"""What must be paid for a month to count towards the end of the intervention (art. 11, § 2)."""

Balances = Mapping[Rank, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDue:
    """A month of maintenance in cents, and the part of it that the service advanced."""

    month: Month
    maintenance: int
    advance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment of the debtor to the service, in cents."""

    day: date
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the service has to collect: what stood open at the application, and the months since.

    ``contribution_rate`` in basis points, by the date of the application (art. 5). A month falls
    due on its ``due_day``. Amounts in cents.
    """

    arrears: int
    recovery_costs: int = 0
    interest: int = 0
    contribution_rate: int
    months: tuple[MonthDue, ...]
    due_day: int = 1
    payments: tuple[Payment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """One payment, split over the ranks; ``surplus`` is what no rank needed. Amounts in cents."""

    payment: Payment
    parts: Balances
    surplus: Cents
    balances: Balances = field(default_factory=dict)

    @property
    def to_creditor(self) -> Cents:
        """What reaches the creditor of this payment."""
        return Cents(sum(self.parts[rank] for rank in CREDITOR_RANKS))


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocatedAccount:
    """Every payment allocated, what stays open, and the day from which the service stops."""

    allocations: tuple[Allocation, ...]
    balances: Balances
    paid_months: int
    stops_after: Month | None


def allocate(amount: int, balances: Balances) -> tuple[Balances, int]:
    """One amount over the six ranks, each filled before the next: the parts, and what is left."""
    parts: dict[Rank, int] = {}
    for rank in Rank:
        parts[rank] = min(amount, balances[rank])
        amount -= parts[rank]
    return parts, amount


def opening_balances(account: Account) -> Balances:
    """What stands open at the application; the contribution is due on the principal (art. 5)."""
    return {
        Rank.RECOVERY_COSTS: account.recovery_costs,
        Rank.CONTRIBUTION: share(account.arrears, account.contribution_rate),
        Rank.INTEREST: account.interest,
        Rank.ADVANCES: 0,
        Rank.BALANCE: 0,
        Rank.ARREARS: account.arrears,
    }


def with_month(balances: Balances, due: MonthDue, rate: int) -> Balances:
    """The balances once a month fell due: its advance, its remainder, its contribution."""
    return {
        **balances,
        Rank.CONTRIBUTION: balances[Rank.CONTRIBUTION] + share(due.maintenance, rate),
        Rank.ADVANCES: balances[Rank.ADVANCES] + due.advance,
        Rank.BALANCE: balances[Rank.BALANCE] + due.maintenance - due.advance,
    }


def allocate_all(account: Account, required_months: int) -> AllocatedAccount:
    """Every payment in order of time, months falling due in between.

    ``required_months``: after so many consecutive months with nothing due left open, the service
    stops (art. 11, § 2).
    """
    balances = opening_balances(account)
    allocations: list[Allocation] = []
    paid_in_a_row = 0
    stops_after: Month | None = None
    for event in _events(account):
        if isinstance(event, MonthDue):
            balances = with_month(balances, event, account.contribution_rate)
        elif isinstance(event, Payment):
            parts, surplus = allocate(event.amount, balances)
            balances = {rank: balances[rank] - parts[rank] for rank in Rank}
            allocations.append(
                Allocation(
                    payment=event, parts=parts, surplus=Cents(surplus), balances=dict(balances)
                )
            )
        else:
            settled = all(balances[rank] == 0 for rank in DUE_RANKS)
            paid_in_a_row = paid_in_a_row + 1 if settled else 0
            if paid_in_a_row >= required_months and stops_after is None:
                stops_after = event
    return AllocatedAccount(
        allocations=tuple(allocations),
        balances=balances,
        paid_months=paid_in_a_row,
        stops_after=stops_after,
    )


def _events(account: Account) -> Iterator[MonthDue | Payment | Month]:
    """Months falling due, payments, and ends of months, in order of time.

    On one day a month falls due before a payment counts for it.
    """
    payments = sorted(account.payments, key=lambda payment: payment.day)
    position = 0
    for due in sorted(account.months, key=lambda month: month.month):
        due_date = due.month.day(account.due_day)
        while position < len(payments) and payments[position].day < due_date:
            yield payments[position]
            position += 1
        yield due
        end = due.month.plus(1).first_day()
        while position < len(payments) and payments[position].day < end:
            yield payments[position]
            position += 1
        yield due.month
    yield from payments[position:]

"""The formulas of an allocation: the account is kept anew, event by event (arts 5, 11 and 23)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from functions.law.core.replay import Formula, ReplayStep
from functions.law.core.trace import TraceStep
from functions.law.core.values import Month, share

RANKS = ("recovery_costs", "contribution", "interest", "advances", "balance", "arrears")
TO_CREDITOR = ("balance", "arrears")
TO_SERVICE = ("recovery_costs", "contribution", "advances")
DUE = ("recovery_costs", "contribution", "advances", "balance")


@dataclass(slots=True, kw_only=True)
class _Account:
    """What stands open, what was paid, and the months in a row at whose end nothing due was."""

    open: dict[str, int]
    paid: dict[str, int] = field(default_factory=lambda: dict.fromkeys(RANKS, 0))
    month: Month | None = None
    paid_months: int = 0
    last_paid_month: Month | None = None

    def reach(self, day: date) -> None:
        """Judges the month that ended before a day, once."""
        if self.month is not None and self.month.plus(1).first_day() <= day:
            self.end_month(self.month)

    def end_month(self, month: Month) -> None:
        """Counts the month if no due term and no cost is open at its end."""
        settled = not any(self.open[rank] for rank in DUE)
        self.paid_months = self.paid_months + 1 if settled else 0
        self.last_paid_month = month if settled else None
        self.month = None

    def pay(self, amount: int) -> int:
        """Fills the ranks in their order; what is left."""
        for rank in RANKS:
            part = min(amount, self.open[rank])
            self.open[rank] -= part
            self.paid[rank] += part
            amount -= part
        return amount


def _account(steps: Sequence[TraceStep]) -> _Account:
    """The account after the events of these steps."""
    account = _Account(open=dict.fromkeys(RANKS, 0))
    for step in (ReplayStep(step, ()) for step in steps):
        rule = step.step.rule
        if rule == "allocation.opening":
            for rank in ("recovery_costs", "interest", "arrears"):
                account.open[rank] = step.number(rank)
            account.open["contribution"] = step.amount
        elif rule == "allocation.month":
            account.reach(step.day("due_date"))
            account.month = step.month("month")
            account.open["contribution"] += step.amount
            account.open["advances"] += step.number("advance")
            account.open["balance"] += step.number("maintenance") - step.number("advance")
        elif rule.startswith("allocation.payment"):
            account.reach(step.day("date"))
            account.pay(step.number("amount"))
    return account


def _opening(step: ReplayStep) -> int:
    return share(step.number("arrears"), step.number("rate"))


def _month(step: ReplayStep) -> int:
    step.require(step.number("advance") <= step.number("maintenance"), "advance")
    return share(step.number("maintenance"), step.number("rate"))


def _payment(step: ReplayStep) -> int:
    """The parts follow from what stood open before; the rest is the surplus."""
    account = _account(step.before)
    before = dict(account.paid)
    surplus = account.pay(step.number("amount"))
    for rank in RANKS:
        step.require(account.paid[rank] - before[rank] == step.number(rank), rank)
    return surplus


def _sums(step: ReplayStep, ranks: Sequence[str]) -> int:
    """What was paid of these ranks, as the step tells them."""
    paid = _account(step.before).paid
    for rank in ranks:
        step.require(paid[rank] == step.number(rank), rank)
    return sum(paid[rank] for rank in ranks)


def _to_creditor(step: ReplayStep) -> int:
    gross = _sums(step, TO_CREDITOR)
    return gross - share(gross, step.number("rate"))


def _to_service(step: ReplayStep) -> int:
    return _sums(step, TO_SERVICE)


def _remaining(step: ReplayStep) -> int:
    still_open = _account(step.before).open
    for rank in RANKS:
        step.require(still_open[rank] == step.number(rank), rank)
    return sum(still_open.values())


def _at_the_end(step: ReplayStep) -> _Account:
    """The account once its last month has ended too."""
    account = _account(step.before)
    if account.month is not None:
        account.end_month(account.month)
    step.require(account.paid_months == step.number("paid_months"), "paid_months")
    return account


def _stop(step: ReplayStep) -> date:
    """The first day after the month that completes the months required (art. 11, § 2)."""
    account = _at_the_end(step)
    step.require(account.paid_months == step.number("required"), "required")
    step.require(account.last_paid_month == step.month("last_month"), "last_month")
    stops_on = step.month("last_month").plus(1).first_day()
    for late in step.earlier("allocation.after_stop"):
        step.require(late.day("date") >= stops_on, "after_stop")
    return stops_on


def _goes_on(step: ReplayStep) -> bool:
    step.require(_at_the_end(step).paid_months < step.number("required"), "required")
    return False


def _after_stop(step: ReplayStep) -> int:
    return step.number("amount")


FORMULAS: Mapping[str, Formula] = {
    "allocation.opening": _opening,
    "allocation.month": _month,
    "allocation.payment": _payment,
    "allocation.payment.surplus": _payment,
    "allocation.after_stop": _after_stop,
    "allocation.to_creditor": _to_creditor,
    "allocation.to_creditor.less_contribution": _to_creditor,
    "allocation.to_service": _to_service,
    "allocation.remaining": _remaining,
    "allocation.stop": _stop,
    "allocation.goes_on": _goes_on,
}

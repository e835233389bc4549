"""The rules of an allocation: what opens the account, each event, the sums, the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from functions.law.core.replay import ReplayError, only, optional, replaying
from functions.law.core.rule import Before, amount_of, input_of, rule
from functions.law.core.trace import Source, Status, TraceStep
from functions.law.core.values import BasisPoints, Cents, Month, share
from functions.law.maintenance.allocation import (
    CREDITOR_RANKS,
    DUE_RANKS,
    SERVICE_RANKS,
    ZERO,
    Balances,
    Rank,
    allocate,
)
from functions.law.maintenance.contribution import share_of_principal
from functions.law.maintenance.cost_free_settlement import EXIT, costs_otherwise, everything_due

ACT = "maintenance_advances_act"
CONTRIBUTION = Source(ACT, "5")
ALLOCATION = Source(ACT, "23")
STOP = Source(ACT, "11, § 2")
AFTER_STOP = Source(ACT, "11, § 2, al. 2")
AFTER_STOP_GAP = Source(ACT, "11, § 2, al. 2", Status.GAP)
"""Of a time before that paragraph."""

NAMES: Mapping[Rank, str] = {
    Rank.RECOVERY_COSTS: "recovery_costs",
    Rank.CONTRIBUTION: "contribution",
    Rank.INTEREST: "interest",
    Rank.ADVANCES: "advances",
    Rank.BALANCE: "balance",
    Rank.ARREARS: "arrears",
}
"""The ranks as the inputs of a step spell them."""
NONE: Balances = dict.fromkeys(Rank, ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The account after some steps: what is open and paid, and the months in a row that were paid.

    ``month``: the last month that fell due, whose end was not judged yet.
    """

    balances: Balances = field(default_factory=lambda: NONE)
    paid: Balances = field(default_factory=lambda: NONE)
    month: Month | None = None
    paid_months: int = 0
    last_paid_month: Month | None = None


NOTHING_KEPT = Kept()


def account_after(before: Before) -> Kept:
    """The account after the steps before."""
    return before.fold(NOTHING_KEPT, _with_step)


def _with_step(kept: Kept, step: TraceStep) -> Kept:
    """The account after one more step."""
    if step.rule == opening.code:
        amounts = {rank: input_of(step, NAMES[rank], Cents) for rank in AT_OPENING}
        return Kept(balances={**NONE, **amounts, Rank.CONTRIBUTION: Cents(amount_of(step))})
    if step.rule == month_due.code:
        return _with_month(until(kept, input_of(step, "due_date", date)), step)
    if step.rule in {one.code for one in PAYMENTS}:
        kept = until(kept, input_of(step, "date", date))
        parts, _ = allocate(input_of(step, "amount", Cents), kept.balances)
        return replace(
            kept,
            balances={rank: Cents(kept.balances[rank] - parts[rank]) for rank in Rank},
            paid={rank: Cents(kept.paid[rank] + parts[rank]) for rank in Rank},
        )
    return kept


AT_OPENING = (Rank.RECOVERY_COSTS, Rank.INTEREST, Rank.ARREARS)


def _with_month(kept: Kept, step: TraceStep) -> Kept:
    maintenance, advance = input_of(step, "maintenance", Cents), input_of(step, "advance", Cents)
    balances = kept.balances
    return replace(
        kept,
        month=input_of(step, "month", Month),
        balances={
            **balances,
            Rank.CONTRIBUTION: Cents(balances[Rank.CONTRIBUTION] + amount_of(step)),
            Rank.ADVANCES: Cents(balances[Rank.ADVANCES] + advance),
            Rank.BALANCE: Cents(balances[Rank.BALANCE] + maintenance - advance),
        },
    )


def until(kept: Kept, day: date) -> Kept:
    """The account on a day: the month that ended before it is judged, once."""
    if kept.month is None or kept.month.plus(1).first_day() > day:
        return kept
    return at_end_of_month(kept)


def at_end_of_month(kept: Kept) -> Kept:
    """Art. 11, § 2: a month counts as paid if no due term and no cost is open at its end."""
    if kept.month is None:
        return kept
    paid = not any(kept.balances[rank] for rank in DUE_RANKS)
    return replace(
        kept,
        month=None,
        paid_months=kept.paid_months + 1 if paid else 0,
        last_paid_month=kept.month if paid else None,
    )


def is_first(before: Before) -> bool:
    """Whether the account is opened once."""
    return before.last(opening) is None


@rule("allocation.opening", CONTRIBUTION, when=(is_first,), thresholds=("rate", "arrears"))
def opening(recovery_costs: Cents, interest: Cents, arrears: Cents, rate: BasisPoints) -> Cents:
    """What stands open at the application; the contribution is due on the principal."""
    return share_of_principal(arrears, rate)


def is_next_month(before: Before, month: Month, due_date: date, rate: BasisPoints) -> bool:
    """Whether the month follows the last one and falls due in itself, at the account's rate."""
    last, opened = before.last(month_due), before.last(opening)
    return (
        Month.of(due_date) == month
        and opened is not None
        and opened.inputs["rate"] == rate
        and (last is None or input_of(last, "month", Month).plus(1) == month)
    )


def is_at_most_maintenance(maintenance: Cents, advance: Cents) -> bool:
    """Art. 4, § 2: no advance is above the maintenance."""
    return advance <= maintenance


@rule(
    "allocation.month",
    CONTRIBUTION,
    when=(is_next_month, is_at_most_maintenance),
    thresholds=("due_date", "maintenance"),
)
def month_due(
    month: Month, due_date: date, maintenance: Cents, advance: Cents, rate: BasisPoints
) -> Cents:
    """A month falls due: its advance and its remainder, and the contribution that it brings."""
    return share_of_principal(maintenance, rate)


def parts_of(  # noqa: PLR0913, PLR0917 - every rank
    recovery_costs: Cents,
    contribution: Cents,
    interest: Cents,
    advances: Cents,
    balance: Cents,
    arrears: Cents,
) -> Balances:
    """The amounts of a step by rank, in the order of art. 23."""
    amounts = (recovery_costs, contribution, interest, advances, balance, arrears)
    return dict(zip(Rank, amounts, strict=True))


def are_parts(  # noqa: PLR0913, PLR0917 - every rank
    before: Before,
    date: date,
    amount: Cents,
    recovery_costs: Cents,
    contribution: Cents,
    interest: Cents,
    advances: Cents,
    balance: Cents,
    arrears: Cents,
    value: Cents,
) -> bool:
    """Whether the payment fills the ranks in their order, and the rest is left over."""
    stated = parts_of(recovery_costs, contribution, interest, advances, balance, arrears)
    return (stated, value) == allocate(amount, until(account_after(before), date).balances)


def has_surplus(value: Cents) -> bool:
    """Whether something is left over."""
    return value > 0


def has_no_surplus(value: Cents) -> bool:
    """Whether nothing is left over."""
    return value == 0


def is_in_order(before: Before, date: date) -> bool:
    """Whether the payment comes after those before it and after the month that fell due."""
    last, due = before.last(*PAYMENTS), before.last(month_due)
    return (last is None or input_of(last, "date", type(date)) <= date) and (
        due is None or input_of(due, "due_date", type(date)) <= date
    )


def rest_of_payment(  # noqa: PLR0913, PLR0917 - every rank
    date: date,
    amount: Cents,
    recovery_costs: Cents,
    contribution: Cents,
    interest: Cents,
    advances: Cents,
    balance: Cents,
    arrears: Cents,
) -> Cents:
    """What no rank needed of a payment, in cents."""
    parts = parts_of(recovery_costs, contribution, interest, advances, balance, arrears)
    return Cents(amount - sum(parts.values()))


payment = rule(
    "allocation.payment",
    ALLOCATION,
    when=(is_in_order, are_parts, has_no_surplus),
    thresholds=("date",),
)(rest_of_payment)
payment_surplus = rule(
    "allocation.payment.surplus",
    ALLOCATION,
    when=(is_in_order, are_parts, has_surplus),
    thresholds=("date",),
)(rest_of_payment)
"""A payment that was more than was outstanding."""


after_stop = payment.variant("allocation.after_stop", AFTER_STOP, AFTER_STOP_GAP)
after_stop_surplus = payment_surplus.variant(
    "allocation.after_stop.surplus", AFTER_STOP, AFTER_STOP_GAP
)
"""A payment after the service stopped: it pays what was open then, in the same order."""
AFTER_STOP_PAYMENTS = (after_stop, after_stop_surplus)
PAYMENTS = (payment, payment_surplus, *AFTER_STOP_PAYMENTS)


def paid_of(before: Before, *ranks: Rank) -> list[Cents]:
    """What the payments paid of these ranks."""
    paid = account_after(before).paid
    return [paid[rank] for rank in ranks]


def are_paid_to_creditor(before: Before, balance: Cents, arrears: Cents) -> bool:
    """Whether so much was paid of the ranks that are the creditor's."""
    return paid_of(before, *CREDITOR_RANKS) == [balance, arrears]


def has_no_rate(rate: BasisPoints) -> bool:
    """Whether the creditor pays no contribution."""
    return rate == 0


def has_rate(rate: BasisPoints) -> bool:
    """Whether the creditor pays a contribution, as for applications before 2015."""
    return rate > 0


@rule("allocation.to_creditor", ALLOCATION, when=(are_paid_to_creditor, has_no_rate))
def to_creditor(balance: Cents, arrears: Cents, rate: BasisPoints) -> Cents:
    """What is paid on to the creditor."""
    return Cents(balance + arrears)


@rule(
    "allocation.creditor_contribution",
    when=(are_paid_to_creditor, has_rate),
    thresholds=("rate", "balance", "arrears"),
)
def creditor_contribution(balance: Cents, arrears: Cents, rate: BasisPoints) -> Cents:
    """What the creditor leaves to the service of the sums recovered."""
    return Cents(share(balance + arrears, rate))


def at_same_rate(before: Before, rate: BasisPoints) -> bool:
    """Whether the contribution of the creditor was taken at that rate."""
    taken = before.last(creditor_contribution)
    return taken is not None and taken.inputs["rate"] == rate


@rule(
    "allocation.to_creditor.less_contribution",
    when=(are_paid_to_creditor, has_rate, at_same_rate),
    thresholds=("rate",),
)
def to_creditor_less_contribution(balance: Cents, arrears: Cents, rate: BasisPoints) -> Cents:
    """What is paid on to the creditor, the creditor's own contribution taken off."""
    return Cents(balance + arrears - share(balance + arrears, rate))


def are_paid_to_service(
    before: Before, recovery_costs: Cents, contribution: Cents, advances: Cents
) -> bool:
    """Whether so much was paid of the ranks that are the service's."""
    return paid_of(before, *SERVICE_RANKS) == [recovery_costs, contribution, advances]


@rule("allocation.to_service", ALLOCATION, when=(are_paid_to_service,))
def to_service(recovery_costs: Cents, contribution: Cents, advances: Cents) -> Cents:
    """What the service keeps."""
    return Cents(recovery_costs + contribution + advances)


def are_open(  # noqa: PLR0913, PLR0917 - every rank
    before: Before,
    recovery_costs: Cents,
    contribution: Cents,
    interest: Cents,
    advances: Cents,
    balance: Cents,
    arrears: Cents,
) -> bool:
    """Whether so much is open of every rank."""
    stated = parts_of(recovery_costs, contribution, interest, advances, balance, arrears)
    return stated == account_after(before).balances


@rule("allocation.remaining", ALLOCATION, when=(are_open,))
def remaining(  # noqa: PLR0913, PLR0917 - every rank
    recovery_costs: Cents,
    contribution: Cents,
    interest: Cents,
    advances: Cents,
    balance: Cents,
    arrears: Cents,
) -> Cents:
    """What stays open."""
    parts = parts_of(recovery_costs, contribution, interest, advances, balance, arrears)
    return Cents(sum(parts.values()))


def are_paid_months(before: Before, paid_months: int) -> bool:
    """Whether so many months in a row were paid, the last one judged too."""
    return at_end_of_month(account_after(before)).paid_months == paid_months


def completes(before: Before, required: int, paid_months: int, last_month: Month) -> bool:
    """Whether that month completes the months required."""
    kept = at_end_of_month(account_after(before))
    return paid_months == required and kept.last_paid_month == last_month


def is_before_later_payments(before: Before, value: date) -> bool:
    """Whether only what was paid from then on is a payment after the end."""
    late = before.of(*AFTER_STOP_PAYMENTS)
    taken = before.of(payment, payment_surplus)
    return all(input_of(one, "date", date) >= value for one in late) and all(
        input_of(one, "date", date) < value for one in taken
    )


@rule(
    "allocation.stop",
    STOP,
    when=(are_paid_months, completes, is_before_later_payments),
)
def stop(required: int, paid_months: int, last_month: Month) -> date:
    """Art. 11, § 2: the first day after the month that completes the months required."""
    return last_month.plus(1).first_day()


def are_too_few(before: Before, required: int, paid_months: int) -> bool:
    """Whether fewer months than required were paid, and no payment came after an end."""
    return paid_months < required and not before.of(*AFTER_STOP_PAYMENTS)


@rule("allocation.goes_on", STOP, when=(are_paid_months, are_too_few), thresholds=("required",))
def goes_on(required: int, paid_months: int) -> bool:
    """The service goes on."""
    return False


def is_open_at_end(before: Before, remaining_open: Cents, paid_after: Cents) -> bool:
    """Whether so much stays open, and so much was paid since the end."""
    paid = sum(
        input_of(step, "amount", Cents) - amount_of(step)
        for step in before.of(*AFTER_STOP_PAYMENTS)
    )
    return before.value(remaining) == remaining_open and paid == paid_after


@rule("allocation.open_at_stop", AFTER_STOP, AFTER_STOP_GAP, when=(is_open_at_end,))
def open_at_stop(remaining_open: Cents, paid_after: Cents) -> Cents:
    """What was open when the service stopped, which it goes on recovering."""
    return Cents(remaining_open + paid_after)


def is_from_stop(before: Before, stops_on: date, maintenance: Cents) -> bool:
    """Whether it is the day on which the service stops, and the maintenance of its months."""
    due = before.last(month_due)
    return (
        before.value(stop) == stops_on
        and due is not None
        and due.inputs["maintenance"] == maintenance
    )


@rule("allocation.terms_after_stop", STOP, when=(is_from_stop,))
def terms_after_stop(stops_on: date, terms: int, maintenance: Cents) -> Cents:
    """The terms that fall due after the end: the debtor owes them to the creditor."""
    return Cents(terms * maintenance)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFigures:
    """What the steps of an allocation come to, in cents; ``stops_on`` is ``None`` if it goes on."""

    to_creditor: int
    creditor_contribution: int
    to_service: int
    remaining: int
    stops_on: date | None


@replaying
def replay_payments(steps: Sequence[TraceStep]) -> PaymentFigures:
    """Computes the steps anew; what each side gets, what stays open, when the service stops.

    Raises:
        ReplayError: a step does not follow from its inputs, or one is missing.
    """
    only(steps, opening)
    if optional(steps, EXIT.counted) is not None:
        for asked in (everything_due, costs_otherwise):
            only(steps, asked)
    if not Before(steps).of(month_due):
        raise ReplayError(f"{month_due.code}: not asked")
    end = only(steps, stop, goes_on)
    if end.rule == stop.code:
        only(steps, open_at_stop)
    paid_on = only(steps, to_creditor, to_creditor_less_contribution)
    taken = optional(steps, creditor_contribution)
    return PaymentFigures(
        to_creditor=amount_of(paid_on),
        creditor_contribution=0 if taken is None else amount_of(taken),
        to_service=amount_of(only(steps, to_service)),
        remaining=amount_of(only(steps, remaining)),
        stops_on=end.value if isinstance(end.value, date) else None,
    )

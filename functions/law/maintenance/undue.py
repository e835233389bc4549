"""Undue sums that the service takes back from the creditor (arts 17 and 18 of the act)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from functions.law.core.errors import Issue
from functions.law.core.replay import ReplayError, only, replaying
from functions.law.core.rule import Before, Explanation, amount_of, input_of, rule
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import (
    ONE_CENT,
    Partial,
    ensure_valid,
    known_day_issues,
    number_issues,
)
from functions.law.core.values import BasisPoints, Cents, share
from functions.law.maintenance.parameters import MaintenanceParameters

RECOVERY = Source("maintenance_advances_act", "18")
SINCE_2015 = Source("act_2014_05_12", "13, al. 2")
ROUNDING = Source("maintenance_advances_act", "18", Status.GAP)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterPayment:
    """A later payment of the service to the creditor, in cents."""

    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UndueRequest:
    """An undue sum in cents that was asked back on a day, and the later payments in order."""

    asked_on: date
    undue: int
    fraud: bool
    payments: tuple[LaterPayment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOff:
    """One later payment: what is taken off, what is still paid out, what stays to be set off."""

    payment: Cents
    taken: Cents
    paid_out: Cents
    remaining: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class UndueResult:
    """The undue sum taken from later payments. Amounts in cents."""

    request: UndueRequest
    rate: BasisPoints
    set_offs: tuple[SetOff, ...]
    taken: Cents
    remaining: Cents
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def validate(request: Partial[UndueRequest], parameters: MaintenanceParameters) -> Iterator[Issue]:
    """Every reason why nothing can be set off, in the order of the questions."""
    largest = parameters.largest_amount
    yield from known_day_issues(
        "asked_on", request.asked_on, parameters.set_off_rate, parameters.last_day
    )
    yield from number_issues("undue", request.undue, ONE_CENT, largest)
    yield from number_issues("payments", len(request.payments), 1, parameters.longest_ledger)
    for position, payment in enumerate(request.payments):
        yield from number_issues(f"payments[{position}].amount", payment.amount, ONE_CENT, largest)


def set_off_undue_sum(request: UndueRequest, parameters: MaintenanceParameters) -> UndueResult:
    """A tenth of each later payment may be taken, or all of it after fraud.

    Besides, the service can claim the whole sum at once, under the act on its domains.

    Raises:
        InvalidInput: an answer lies outside the known law.
    """
    ensure_valid(validate(request, parameters))
    rates = parameters.set_off_fraud_rate if request.fraud else parameters.set_off_rate
    rate = BasisPoints(rates.on(request.asked_on))
    set_offs = set_off(request.undue, [payment.amount for payment in request.payments], rate)
    remaining = set_offs[-1].remaining
    explanation = Explanation().citing(rates.source_on(request.asked_on))
    for one in set_offs:
        undue = Cents(one.remaining + one.taken)
        explanation.add(taken_of, one.payment, rate, undue, one.paid_out, one.remaining)
    explanation.add(taken_in_all, Cents(request.undue), remaining)
    return UndueResult(
        request=request,
        rate=rate,
        set_offs=set_offs,
        taken=Cents(request.undue - remaining),
        remaining=remaining,
        explanation=tuple(explanation.steps),
        notes=(
            Note(code="whole_sum_at_once", source=RECOVERY),
            Note(code="set_off_applications", source=SINCE_2015),
            Note(code="set_off_rounding", source=ROUNDING),
        ),
    )


def adds_up(payment: Cents, undue: Cents, paid_out: Cents, remaining: Cents, value: Cents) -> bool:
    """Whether what is taken, paid out and left to take add up."""
    return paid_out == payment - value and remaining == undue - value


def goes_on(undue: Cents, rate: BasisPoints, before: Before) -> bool:
    """Whether it goes on, at the same rate, from what the payment before left to take."""
    earlier = before.last(taken_of)
    return earlier is None or (
        earlier.inputs["remaining"] == undue and earlier.inputs["rate"] == rate
    )


@rule("undue.set_off", when=(adds_up, goes_on), thresholds=("rate",))
def taken_of(
    payment: Cents, rate: BasisPoints, undue: Cents, paid_out: Cents, remaining: Cents
) -> Cents:
    """Art. 18: the rate of a later payment, never more than what is undue."""
    return Cents(min(share(payment, rate), undue))


def is_sum(remaining: Cents, value: Cents, before: Before) -> bool:
    """Whether the total is that of all payments, and what remains is what the last one left."""
    taken = before.of(taken_of)
    return (
        bool(taken)
        and taken[-1].inputs["remaining"] == remaining
        and sum(map(amount_of, taken)) == value
    )


@rule("undue.total", when=(is_sum,))
def taken_in_all(undue: Cents, remaining: Cents) -> Cents:
    """What all payments together give back of the undue sum."""
    return Cents(undue - remaining)


@replaying
def replay_undue(steps: Sequence[TraceStep]) -> tuple[int, int]:
    """Computes the steps anew; what is taken, and what remains.

    Raises:
        ReplayError: a step does not follow from its inputs, or there is none.
    """
    total = only(steps, taken_in_all)
    if total is not steps[-1]:
        raise ReplayError(f"{total.rule}: out of order")
    return amount_of(total), input_of(total, "remaining", Cents)


def set_off(undue: int, payments: Sequence[int], rate: int) -> tuple[SetOff, ...]:
    """The undue sum taken from later payments at a rate in basis points, never more than it.

    Amounts in cents, half-up to the cent.
    """
    result: list[SetOff] = []
    for payment in payments:
        taken = min(share(payment, rate), undue)
        undue -= taken
        result.append(
            SetOff(
                payment=Cents(payment),
                taken=Cents(taken),
                paid_out=Cents(payment - taken),
                remaining=Cents(undue),
            )
        )
    return tuple(result)

"""The steps and notes of an allocation: what opens the account, each event, the sums, the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from functions.law.core.rule import Explanation
from functions.law.core.trace import Note, Source, Status
from functions.law.core.values import BasisPoints, Cents
from functions.law.maintenance.allocation import (
    CREDITOR_RANKS,
    SERVICE_RANKS,
    AllocatedAccount,
    Allocation,
    Balances,
    Rank,
)
from functions.law.maintenance.allocation_rules import (
    ACT,
    NAMES,
    after_stop,
    goes_on,
    month_due,
    opening,
    payment,
    payment_surplus,
    remaining,
    stop,
    to_creditor,
    to_creditor_less_contribution,
    to_service,
)
from functions.law.maintenance.debtor_account import PaymentsRequest
from functions.law.maintenance.parameters import MaintenanceParameters

STOP_GAP = Source(ACT, "11, § 2", Status.GAP)
ALLOCATION_GAP = Source(ACT, "23", Status.GAP)
PRACTICE = Source("fps_finance_practice", "", Status.OFFICIAL)


def explain(
    explanation: Explanation,
    request: PaymentsRequest,
    allocated: AllocatedAccount,
    parameters: MaintenanceParameters,
) -> None:
    """The account at the application, every event, what each side gets, what stays, the end."""
    day = request.application_date
    rate = BasisPoints(parameters.debtor_contribution.on(day))
    explanation.add(
        opening,
        recovery_costs=Cents(request.recovery_costs),
        interest=Cents(request.interest),
        arrears=Cents(request.arrears),
        rate=rate,
    )
    for event in allocated.events:
        if isinstance(event, Allocation):
            _payment(explanation, event)
        else:
            explanation.add(
                month_due, event.month, event.due_date, event.maintenance, event.advance, rate
            )
    _sums(explanation, request, allocated, parameters)
    required = parameters.stop_months.on(day)
    if allocated.last_paid_month is not None and allocated.stops_on is not None:
        explanation.add(stop, required, allocated.paid_months, allocated.last_paid_month)
    else:
        explanation.add(goes_on, required, allocated.paid_months)


def _payment(explanation: Explanation, allocation: Allocation) -> None:
    """A payment over the six ranks; what no rank needed is left over."""
    day, amount = allocation.payment.date, Cents(allocation.payment.amount)
    if allocation.after_stop:
        explanation.add(after_stop, day, amount)
        return
    rule = payment_surplus if allocation.surplus else payment
    explanation.add(rule, day, amount, **_by_name(allocation.parts, Rank))


def _by_name(amounts: Balances, ranks: Iterable[Rank]) -> dict[str, Cents]:
    return {NAMES[rank]: amounts[rank] for rank in ranks}


def _sums(
    explanation: Explanation,
    request: PaymentsRequest,
    allocated: AllocatedAccount,
    parameters: MaintenanceParameters,
) -> None:
    """What reached the creditor, what the service keeps, what stays open."""
    day = request.application_date
    paid = {rank: Cents(sum(a.parts[rank] for a in allocated.allocations)) for rank in Rank}
    rate = BasisPoints(parameters.creditor_contribution.on(day))
    of_creditor = _by_name(paid, CREDITOR_RANKS)
    if rate:
        dated = explanation.citing(parameters.creditor_contribution.source_on(day))
        dated.add(to_creditor_less_contribution, **of_creditor, rate=rate)
    else:
        explanation.add(to_creditor, **of_creditor, rate=rate)
    explanation.add(to_service, **_by_name(paid, SERVICE_RANKS))
    explanation.add(remaining, **_by_name(allocated.balances, Rank))


def notes(
    request: PaymentsRequest, allocated: AllocatedAccount, parameters: MaintenanceParameters
) -> Iterator[Note]:
    """Where the texts are silent on the allocation or on its end."""
    if request.due_day is None:
        yield Note(code="due_day_assumed", source=Source(ACT, "", Status.GAP))
    if request.interest > 0:
        yield Note(code="interest_recipient", source=ALLOCATION_GAP)
    yield Note(code="late_interest", source=PRACTICE)
    if any(a.surplus and not a.after_stop for a in allocated.allocations):
        yield Note(code="payment_surplus", source=ALLOCATION_GAP)
    rate = parameters.creditor_contribution.on(request.application_date)
    if rate > 0:
        yield Note(
            code="creditor_contribution_base",
            inputs={"rate": BasisPoints(rate)},
            source=parameters.creditor_contribution.source_on(request.application_date),
        )
    yield Note(code="month_judged_at_its_end", source=STOP_GAP)
    if allocated.stops_on is not None and allocated.balances[Rank.ARREARS] > 0:
        yield Note(
            code="arrears_when_service_stops",
            inputs={"arrears": allocated.balances[Rank.ARREARS]},
            source=STOP_GAP,
        )

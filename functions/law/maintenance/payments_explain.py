"""The steps and notes of an allocation: what opens the account, each event, the sums, the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.values import BasisPoints, Cents, Value, share
from functions.law.maintenance.allocation import (
    CREDITOR_RANKS,
    SERVICE_RANKS,
    AllocatedAccount,
    Allocation,
    MonthDue,
    Rank,
)
from functions.law.maintenance.debtor_account import PaymentsRequest
from functions.law.maintenance.parameters import MaintenanceParameters

ACT = "maintenance_advances_act"
CONTRIBUTION = Source(ACT, "5")
ALLOCATION = Source(ACT, "23")
STOP = Source(ACT, "11, § 2")
STOP_GAP = Source(ACT, "11, § 2", Status.GAP)
ALLOCATION_GAP = Source(ACT, "23", Status.GAP)
PRACTICE = Source("fps_finance_practice", "", Status.OFFICIAL)

NAMES: Mapping[Rank, str] = {
    Rank.RECOVERY_COSTS: "recovery_costs",
    Rank.CONTRIBUTION: "contribution",
    Rank.INTEREST: "interest",
    Rank.ADVANCES: "advances",
    Rank.BALANCE: "balance",
    Rank.ARREARS: "arrears",
}
"""The ranks as the inputs of a step spell them."""


def explain(
    request: PaymentsRequest, allocated: AllocatedAccount, parameters: MaintenanceParameters
) -> Iterator[TraceStep]:
    """The account at the application, every event, what each side gets, what stays, the end."""
    day = request.application_date
    rate = BasisPoints(parameters.debtor_contribution.on(day))
    yield TraceStep(
        rule="allocation.opening",
        inputs={
            "recovery_costs": Cents(request.recovery_costs),
            "interest": Cents(request.interest),
            "arrears": Cents(request.arrears),
            "rate": rate,
        },
        value=Cents(share(request.arrears, rate)),
        source=CONTRIBUTION,
    )
    for event in allocated.events:
        yield _payment(event) if isinstance(event, Allocation) else _month(event, rate)
    yield from _sums(request, allocated, parameters)
    yield _end(request, allocated, parameters)


def _month(due: MonthDue, rate: BasisPoints) -> TraceStep:
    """A month falls due: its advance and its remainder, and the contribution that it brings."""
    return TraceStep(
        rule="allocation.month",
        inputs={
            "month": due.month,
            "due_date": due.due_date,
            "maintenance": due.maintenance,
            "advance": due.advance,
            "rate": rate,
        },
        value=due.contribution,
        source=CONTRIBUTION,
    )


def _payment(allocation: Allocation) -> TraceStep:
    """A payment over the six ranks; what no rank needed is left over."""
    payment = allocation.payment
    inputs: dict[str, Value] = {"date": payment.date, "amount": Cents(payment.amount)}
    if allocation.after_stop:
        return TraceStep(
            rule="allocation.after_stop", inputs=inputs, value=allocation.surplus, source=STOP
        )
    parts = {NAMES[rank]: allocation.parts[rank] for rank in Rank}
    surplus = ".surplus" if allocation.surplus else ""
    return TraceStep(
        rule=f"allocation.payment{surplus}",
        inputs={**inputs, **parts},
        value=allocation.surplus,
        source=ALLOCATION,
    )


def _sums(
    request: PaymentsRequest, allocated: AllocatedAccount, parameters: MaintenanceParameters
) -> Iterator[TraceStep]:
    """What reached the creditor, what the service keeps, what stays open."""
    day = request.application_date
    paid = {rank: Cents(sum(a.parts[rank] for a in allocated.allocations)) for rank in Rank}
    rate = BasisPoints(parameters.creditor_contribution.on(day))
    gross = sum(paid[rank] for rank in CREDITOR_RANKS)
    yield TraceStep(
        rule="allocation.to_creditor" + (".less_contribution" if rate else ""),
        inputs={**{NAMES[rank]: paid[rank] for rank in CREDITOR_RANKS}, "rate": rate},
        value=Cents(gross - share(gross, rate)),
        source=ALLOCATION if rate == 0 else parameters.creditor_contribution.source_on(day),
    )
    yield TraceStep(
        rule="allocation.to_service",
        inputs={NAMES[rank]: paid[rank] for rank in SERVICE_RANKS},
        value=Cents(sum(paid[rank] for rank in SERVICE_RANKS)),
        source=ALLOCATION,
    )
    yield TraceStep(
        rule="allocation.remaining",
        inputs={NAMES[rank]: allocated.balances[rank] for rank in Rank},
        value=Cents(sum(allocated.balances.values())),
        source=ALLOCATION,
    )


def _end(
    request: PaymentsRequest, allocated: AllocatedAccount, parameters: MaintenanceParameters
) -> TraceStep:
    """Art. 11, § 2: when the service stops, or that it goes on."""
    inputs: dict[str, Value] = {
        "required": parameters.stop_months.on(request.application_date),
        "paid_months": allocated.paid_months,
    }
    if allocated.stops_on is not None and allocated.last_paid_month is not None:
        inputs["last_month"] = allocated.last_paid_month
        return TraceStep(
            rule="allocation.stop", inputs=inputs, value=allocated.stops_on, source=STOP
        )
    return TraceStep(rule="allocation.goes_on", inputs=inputs, value=False, source=STOP)


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

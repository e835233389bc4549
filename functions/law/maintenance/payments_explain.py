"""The steps and notes of an allocation: what opens the account, each event, the sums, the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

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
    AFTER_STOP,
    AFTER_STOP_GAP,
    NAMES,
    after_stop,
    after_stop_surplus,
    creditor_contribution,
    goes_on,
    month_due,
    open_at_stop,
    opening,
    payment,
    payment_surplus,
    remaining,
    stop,
    terms_after_stop,
    to_creditor,
    to_creditor_less_contribution,
    to_service,
)
from functions.law.maintenance.debtor_account import PaymentsRequest
from functions.law.maintenance.parameters import MaintenanceParameters

STOP_GAP = Source(ACT, "11, § 2", Status.GAP)
END_LETTER = Source(ACT, "11, § 3")
INTEREST_THEN = Source(ACT, "10, § 2")
INTEREST_GAP = Source(ACT, "", Status.GAP)
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
    after = explanation.citing(after_stop_source(allocated.stops_on, parameters))
    for event in allocated.events:
        if isinstance(event, Allocation):
            _payment(explanation, event, after)
        else:
            explanation.add(
                month_due, event.month, event.due_date, event.maintenance, event.advance, rate
            )
    _sums(explanation, request, allocated, parameters)
    required = parameters.stop_months.on(day)
    if allocated.last_paid_month is not None and allocated.stops_on is not None:
        explanation.add(stop, required, allocated.paid_months, allocated.last_paid_month)
        _after_stop(explanation, allocated, allocated.stops_on, parameters)
    else:
        explanation.add(goes_on, required, allocated.paid_months)


def _payment(explanation: Explanation, allocation: Allocation, after: Explanation) -> None:
    """A payment over the six ranks; what no rank needed is left over."""
    day, amount = allocation.payment.date, Cents(allocation.payment.amount)
    parts = _by_name(allocation.parts, Rank)
    if allocation.after_stop:
        after.add(after_stop_surplus if allocation.surplus else after_stop, day, amount, **parts)
    else:
        explanation.add(payment_surplus if allocation.surplus else payment, day, amount, **parts)


def _after_stop(
    explanation: Explanation,
    allocated: AllocatedAccount,
    stops_on: date,
    parameters: MaintenanceParameters,
) -> None:
    """What stays with the service, and what falls due to the creditor."""
    paid = Cents(sum(a.payment.amount - a.surplus for a in allocated.allocations if a.after_stop))
    explanation.citing(after_stop_source(stops_on, parameters)).add(
        open_at_stop, Cents(allocated.open_at_stop - paid), paid
    )
    due = groupby(allocated.months_after_stop, key=lambda month: month.maintenance)
    for maintenance, months in due:
        explanation.add(terms_after_stop, stops_on, len(tuple(months)), maintenance)


def after_stop_source(stops_on: date | None, parameters: MaintenanceParameters) -> Source:
    """The text on what is open at the end; a gap for an end before that text."""
    known = stops_on is None or parameters.recovery_after_stop.figure_on(stops_on) is not None
    return AFTER_STOP if known else AFTER_STOP_GAP


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
        dated.add(creditor_contribution, **of_creditor, rate=rate)
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
    yield _late_interest(request.application_date, parameters)
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
    if allocated.stops_on is not None:
        yield from _notes_after_stop(allocated, allocated.stops_on, parameters)


def _late_interest(day: date, parameters: MaintenanceParameters) -> Note:
    """What is known of interest on late payment, by the day of the application; none is added."""
    figures = parameters.late_interest
    rate = figures.figure_on(day)
    if rate is not None:
        rates = {"rate": BasisPoints(rate)}
        return Note(code="late_interest", inputs=rates, source=figures.source_on(day))
    if figures.source_on(day).article:
        return Note(code="late_interest_legal_rate", source=INTEREST_THEN)
    return Note(code="late_interest_not_known", source=INTEREST_GAP)


def _notes_after_stop(
    allocated: AllocatedAccount, stops_on: date, parameters: MaintenanceParameters
) -> Iterator[Note]:
    """Who recovers what was open at the end, and what this answer supposes of later payments."""
    source = after_stop_source(stops_on, parameters)
    if source == AFTER_STOP_GAP:
        since = parameters.recovery_after_stop.first_known_day
        yield Note(code="after_stop_not_known", inputs={"since": since}, source=source)
    elif allocated.open_at_stop > 0:
        open_then = {"arrears": allocated.open_at_stop}
        yield Note(code="arrears_when_service_stops", inputs=open_then, source=source)
    yield Note(code="letter_at_the_end", source=END_LETTER)
    later = [a for a in allocated.allocations if a.after_stop]
    if later:
        yield Note(code="payments_after_stop", source=source)
    if any(a.surplus for a in later):
        yield Note(code="surplus_after_stop", source=ALLOCATION_GAP)

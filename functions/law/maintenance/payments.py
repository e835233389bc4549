"""The payments of a debtor to the service: what each pays, who gets it, when the service stops."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from functions.law.core.rule import Explanation
from functions.law.core.trace import Note, TraceStep
from functions.law.core.validation import ensure_valid
from functions.law.core.values import Cents, share
from functions.law.maintenance.allocation import (
    Account,
    AllocatedAccount,
    Allocation,
    Balances,
    Rank,
    allocate_all,
)
from functions.law.maintenance.cost_free_settlement import CostFreeSettlement, cost_free_settlement
from functions.law.maintenance.debtor_account import PaymentsRequest, account, validate
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.payments_explain import explain, notes


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterStop:
    """What was open when the service stopped, which stays with it; and the creditor's terms. Cents.

    ``to_creditor`` is the maintenance of the ``terms`` that fall due after the end.
    """

    open_at_stop: Cents
    terms: int
    to_creditor: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsResult:
    """Every payment allocated, and what it comes to. Amounts in cents.

    ``to_creditor`` is what is paid on, ``creditor_contribution`` already taken off (none for
    applications since 2015); ``to_service`` is what the service keeps. ``interest`` stands by
    itself: no text says who gets it. ``balances`` is what stays open.
    """

    request: PaymentsRequest
    allocations: tuple[Allocation, ...]
    to_creditor: Cents
    creditor_contribution: Cents
    to_service: Cents
    interest: Cents
    surplus: Cents
    balances: Balances
    remaining: Cents
    paid_months: int
    stops_on: date | None
    after_stop: AfterStop | None
    exit: CostFreeSettlement | None
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def allocate_payments(
    request: PaymentsRequest, parameters: MaintenanceParameters
) -> PaymentsResult:
    """What each payment pays, in the order of art. 23, and when the service stops (art. 11, § 2).

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known law.
    """
    ensure_valid(validate(request, parameters))
    day = request.application_date
    rate = parameters.debtor_contribution.on(day)
    opened = account(request, rate)
    allocated = allocate_all(opened, parameters.stop_months.on(day))
    paid_on = Cents(sum(a.to_creditor for a in allocated.allocations))
    kept_of_it = Cents(share(paid_on, parameters.creditor_contribution.on(day)))
    leave = _exit(request, opened, parameters)
    explanation = Explanation([] if leave is None else [*leave.explanation])
    explain(explanation, request, allocated, parameters)
    return PaymentsResult(
        request=request,
        allocations=allocated.allocations,
        to_creditor=Cents(paid_on - kept_of_it),
        creditor_contribution=kept_of_it,
        to_service=Cents(sum(a.to_service for a in allocated.allocations)),
        interest=Cents(sum(a.parts[Rank.INTEREST] for a in allocated.allocations)),
        surplus=Cents(sum(a.surplus for a in allocated.allocations)),
        balances=allocated.balances,
        remaining=Cents(sum(allocated.balances.values())),
        paid_months=allocated.paid_months,
        stops_on=allocated.stops_on,
        after_stop=None if allocated.stops_on is None else _after_stop(allocated),
        exit=leave,
        explanation=tuple(explanation.steps),
        notes=(
            *(() if leave is None else leave.notes),
            *notes(request, allocated, parameters),
        ),
    )


def _after_stop(allocated: AllocatedAccount) -> AfterStop:
    months = allocated.months_after_stop
    return AfterStop(
        open_at_stop=allocated.open_at_stop,
        terms=len(months),
        to_creditor=Cents(sum(month.maintenance for month in months)),
    )


def _exit(
    request: PaymentsRequest, opened: Account, parameters: MaintenanceParameters
) -> CostFreeSettlement | None:
    """The way out without costs, where the day of the first letter is given."""
    sent_on = request.letter_sent_on
    if sent_on is None:
        return None
    day = request.application_date
    return cost_free_settlement(sent_on, day, request.arrears, opened.months, parameters)

"""Serializes an allocation of payments for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.exports.days import Days, day_of_step
from functions.exports.table import Cell, Table
from functions.http.serialization import to_optional_text, to_text
from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents
from functions.law.maintenance.allocation import Allocation, Balances, Rank
from functions.law.maintenance.cost_free_settlement import CostFreeSettlement
from functions.law.maintenance.payments import AfterStop, PaymentsResult

MEMBERS: Mapping[str, Callable[[PaymentsResult, Catalog], Any]] = {
    "applicationDate": lambda found, _: to_text(found.request.application_date),
    "payments": lambda found, _: [_payment(allocation) for allocation in found.allocations],
    "toCreditor": lambda found, _: to_text(found.to_creditor),
    "creditorContribution": lambda found, _: to_text(found.creditor_contribution),
    "toService": lambda found, _: to_text(found.to_service),
    "interest": lambda found, _: to_text(found.interest),
    "surplus": lambda found, _: to_text(found.surplus),
    "balances": lambda found, _: _ranks(found.balances),
    "remaining": lambda found, _: to_text(found.remaining),
    "paidMonths": lambda found, _: found.paid_months,
    "stopsOn": lambda found, _: to_optional_text(found.stops_on),
    "afterStop": lambda found, _: (
        None if found.after_stop is None else _after_stop(found.after_stop)
    ),
    "exit": lambda found, _: None if found.exit is None else _exit(found.exit),
}
"""The allocation."""


def days(collection: PaymentsResult, catalog: Catalog) -> Days:
    """The last day to pay everything without costs, where there still is one."""
    leave = collection.exit
    return Days(
        calculated_for=collection.request.application_date,
        case=str(collection.request.application_date),
        days=()
        if leave is None
        else (day_of_step("exit", leave.last_day, "payments", leave.explanation, catalog),),
    )


def table(collection: PaymentsResult, catalog: Catalog) -> Table:
    """What each payment pays of each rank."""
    key = "payments.payments"
    return Table(
        title=catalog.gettext(f"{key}.caption"),
        headings=(
            catalog.gettext(f"{key}.date"),
            catalog.gettext(f"{key}.amount"),
            *(catalog.gettext(f"payments.ranks.{rank}") for rank in Rank),
            catalog.gettext(f"{key}.left"),
            catalog.gettext(f"{key}.remark"),
        ),
        rows=tuple(_row(allocation, catalog) for allocation in collection.allocations),
    )


def _row(allocation: Allocation, catalog: Catalog) -> tuple[Cell, ...]:
    return (
        allocation.payment.date,
        Cents(allocation.payment.amount),
        *(allocation.parts[rank] for rank in Rank),
        allocation.surplus,
        catalog.gettext("payments.payments.after_stop") if allocation.after_stop else "",
    )


def _payment(allocation: Allocation) -> dict[str, Any]:
    return {
        "date": to_text(allocation.payment.date),
        "amount": to_text(Cents(allocation.payment.amount)),
        "parts": _ranks(allocation.parts),
        "surplus": to_text(allocation.surplus),
        "balances": _ranks(allocation.balances),
        "isAfterStop": allocation.after_stop,
    }


def _ranks(amounts: Balances) -> dict[str, str]:
    return {rank.value: to_text(amount) for rank, amount in amounts.items()}


def _after_stop(after: AfterStop) -> dict[str, Any]:
    return {
        "openAtStop": to_text(after.open_at_stop),
        "termsOfCreditor": after.terms,
        "dueToCreditor": to_text(after.to_creditor),
    }


def _exit(leave: CostFreeSettlement) -> dict[str, str]:
    return {
        "lastDay": to_text(leave.last_day),
        "toPay": to_text(leave.to_pay),
        "rate": to_text(leave.rate),
        "costsOtherwise": to_text(leave.costs_otherwise),
    }

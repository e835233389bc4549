"""Tells an allocation of payments the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.exports.days import Days, day_of_step
from functions.exports.table import Cell, Table
from functions.http.serialization import present, written
from functions.i18n.catalog import Words
from functions.law.core.values import Cents
from functions.law.maintenance.allocation import Allocation, Balances, Rank
from functions.law.maintenance.cost_free_settlement import ExitWithoutCosts
from functions.law.maintenance.payments import Collection

SUBJECT = "payments"


def tell(collection: Collection, words: Words) -> dict[str, Any]:
    """The allocation in the words of a language."""
    stops_on, leave = collection.stops_on, collection.exit
    return present(
        applicationDate=written(collection.request.application_date),
        payments=[_payment(allocation) for allocation in collection.allocations],
        toCreditor=written(collection.to_creditor),
        creditorContribution=written(collection.creditor_contribution),
        toService=written(collection.to_service),
        interest=written(collection.interest),
        surplus=written(collection.surplus),
        balances=_ranks(collection.balances),
        remaining=written(collection.remaining),
        paidMonths=collection.paid_months,
        stopsOn=None if stops_on is None else written(stops_on),
        exit=None if leave is None else _exit(leave),
        explanation=[step_json(words, SUBJECT, step) for step in collection.explanation],
        notes=notes_json(words, SUBJECT, collection.notes),
        independence=words.text("common.site.independence"),
    )


def days(collection: Collection, words: Words) -> Days:
    """The last day to pay everything without costs, where there still is one."""
    leave = collection.exit
    return Days(
        calculated_for=collection.request.application_date,
        days=()
        if leave is None
        else (day_of_step("exit", leave.last_day, SUBJECT, leave.explanation, words),),
    )


def table(collection: Collection, words: Words) -> Table:
    """What each payment pays of each rank."""
    key = f"{SUBJECT}.payments"
    return Table(
        title=words.text(f"{key}.caption"),
        headings=(
            words.text(f"{key}.date"),
            words.text(f"{key}.amount"),
            *(words.text(f"{SUBJECT}.ranks.{rank}") for rank in Rank),
            words.text(f"{key}.left"),
            words.text(f"{key}.remark"),
        ),
        rows=tuple(_row(allocation, words) for allocation in collection.allocations),
    )


def _row(allocation: Allocation, words: Words) -> tuple[Cell, ...]:
    return (
        allocation.payment.date,
        Cents(allocation.payment.amount),
        *(allocation.parts[rank] for rank in Rank),
        allocation.surplus,
        words.text(f"{SUBJECT}.payments.after_stop") if allocation.after_stop else "",
    )


def _payment(allocation: Allocation) -> dict[str, Any]:
    return {
        "date": written(allocation.payment.date),
        "amount": written(Cents(allocation.payment.amount)),
        "parts": _ranks(allocation.parts),
        "surplus": written(allocation.surplus),
        "balances": _ranks(allocation.balances),
        "isAfterStop": allocation.after_stop,
    }


def _ranks(amounts: Balances) -> dict[str, str]:
    return {rank.value: written(amount) for rank, amount in amounts.items()}


def _exit(leave: ExitWithoutCosts) -> dict[str, str]:
    return {
        "lastDay": written(leave.last_day),
        "toPay": written(leave.to_pay),
        "rate": written(leave.rate),
        "costsOtherwise": written(leave.costs_otherwise),
    }

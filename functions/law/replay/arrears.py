"""The formulas of the arrears of a ledger, and of the set-off of undue sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from functions.law.core.replay import Formula, ReplayStep
from functions.law.core.values import share


def _due(step: ReplayStep) -> int:
    """What the index steps of every child give for the month, added up."""
    month = step.month("month")
    by_child: dict[int | None, int] = {}
    for earlier in step.before:
        if earlier.rule.startswith("indexation."):
            indexed = ReplayStep(earlier, ())
            if not indexed.has("from_month") or indexed.month("from_month") <= month:
                by_child[earlier.child] = indexed.amount
    return sum(by_child.values())


def _missed(step: ReplayStep) -> int:
    missing = step.number("due") - step.number("received")
    step.require(step.number("due") == _due(step), "due")
    step.require(missing > 0, "received")
    return missing


def _paid(step: ReplayStep) -> int:
    step.require(step.number("due") == _due(step), "due")
    step.require(step.number("received") >= step.number("due"), "received")
    return 0


def _months(step: ReplayStep) -> Sequence[ReplayStep]:
    return step.earlier("arrears.month.")


def _total(step: ReplayStep) -> int:
    since = step.day("since")
    return sum(month.amount for month in _months(step) if month.day("due_date") >= since)


def _too_old(step: ReplayStep) -> int:
    since = step.day("since")
    return sum(month.amount for month in _months(step) if month.day("due_date") < since)


def _may_apply(step: ReplayStep) -> date:
    step.require(step.latest("intervention.missed_terms").step.value is True, "missed")
    return step.day("application_date")


def _may_apply_later(step: ReplayStep) -> date:
    step.require(step.latest("intervention.missed_terms").step.value is False, "missed")
    return step.day("last_due_date") + timedelta(days=1)


def _set_off(step: ReplayStep) -> int:
    """The rate of the payment, never more than what is undue."""
    earlier = step.earlier("undue.set_off")
    if earlier:
        step.require(earlier[-1].number("remaining") == step.number("undue"), "undue")
    taken = min(share(step.number("payment"), step.number("rate")), step.number("undue"))
    step.require(step.number("paid_out") == step.number("payment") - taken, "paid_out")
    step.require(step.number("remaining") == step.number("undue") - taken, "remaining")
    return taken


FORMULAS: Mapping[str, Formula] = {
    "arrears.month.missed": _missed,
    "arrears.month.paid": _paid,
    "arrears.total": _total,
    "arrears.too_old": _too_old,
    "arrears.may_apply": _may_apply,
    "arrears.may_apply_later": _may_apply_later,
    "undue.set_off": _set_off,
}

"""The formulas of the advances: conditions, index, advances month by month, totals, costs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from functions.law.core.parameter import Unit
from functions.law.core.replay import Formula, ReplayStep, told
from functions.law.core.values import Month, divide_half_up, share
from functions.law.maintenance.application import TitleKind
from functions.law.maintenance.monthly_advance import AdvanceStatus

CONDITIONAL = ".conditional"


def _title(step: ReplayStep) -> bool:
    return step.code("title_kind") in {TitleKind.JUDGMENT.value, TitleKind.NOTARIAL_DEED.value}


def _missed(step: ReplayStep) -> bool:
    step.require(step.number("missed") <= step.number("terms"), "missed")
    return step.number("missed") >= step.number("required")


def _adapted(step: ReplayStep) -> int:
    """The amount of the title, by the index over the start index, half-up to the cent."""
    start = Fraction(step.number("start_index"))
    if step.has("typed_start_index"):
        start = Fraction(step.number("typed_start_index"))
        if step.has("coefficient"):
            start *= Fraction(step.number("coefficient"), Unit.COEFFICIENT.scale)
        shown = divide_half_up(start.numerator, start.denominator)
        step.require(shown == step.number("start_index"), "start_index")
    adapted = step.number("maintenance") * step.number("index") * start.denominator
    return divide_half_up(adapted, start.numerator)


def _kept(step: ReplayStep) -> int:
    """No newer index: the amount before it stays."""
    step.require(step.latest("indexation.").amount == step.number("kept"), "kept")
    return step.number("kept")


def _indexed_in(step: ReplayStep, month: Month) -> int:
    """The amount that holds in a month: of the last step of the index from that month or before."""
    amounts = [
        earlier.amount
        for earlier in step.earlier("indexation.")
        if not earlier.has("from_month") or earlier.month("from_month") <= month
    ]
    step.require(bool(amounts), "indexation")
    return amounts[-1]


def _month_of_index(step: ReplayStep) -> int:
    return _indexed_in(step, step.month("month"))


def _base(step: ReplayStep) -> int:
    """The indexed maintenance up to the cap, in a month whose income was not too high."""
    maintenance, base = step.number("maintenance"), step.number("base")
    step.require(maintenance == _indexed_in(step, step.month("from_month")), "maintenance")
    step.require(base == min(maintenance, step.number("cap")), "base")
    if step.has("ceiling"):
        step.require(step.number("income") <= step.number("ceiling"), "income")
    return base


def _full(step: ReplayStep) -> int:
    step.require(step.number("received") <= 0, "received")
    return _base(step)


def _reduced(step: ReplayStep) -> int:
    step.require(0 < step.number("received") < _base(step), "received")
    return _base(step) - step.number("received")


def _paid(step: ReplayStep) -> int:
    step.require(step.number("received") >= _base(step), "received")
    return 0


def _above_age(step: ReplayStep) -> int:
    step.require(step.day("birthday") <= step.month("from_month").first_day(), "birthday")
    return 0


def _adult(step: ReplayStep) -> int:
    step.require(Month.of(step.day("birthday")) < step.month("from_month"), "birthday")
    return 0


def _income_above(step: ReplayStep) -> int:
    step.require(step.number("income") > step.number("ceiling"), "income")
    return 0


def _income_not_stated(step: ReplayStep) -> str:
    step.require(step.has("ceiling") and not step.has("income"), "income")
    return AdvanceStatus.INCOME_NOT_STATED.value


def _ceiling_not_known(step: ReplayStep) -> str:
    step.require(not step.has("ceiling"), "ceiling")
    return AdvanceStatus.INCOME_CEILING_NOT_KNOWN.value


def runs(step: ReplayStep) -> list[tuple[int, int, bool]]:
    """The runs of months before a total: how many months, of which advance, on condition or not."""
    return [
        (
            run.month("from_month").months_until(run.month("to_month")) + 1,
            0 if isinstance(run.step.value, str) else run.amount,
            run.step.rule.endswith(CONDITIONAL),
        )
        for run in step.earlier("advance.")
    ]


def _total(step: ReplayStep) -> int:
    """The advances of every month that rest on no condition."""
    found = runs(step)
    step.require(sum(months for months, _, _ in found) == step.number("months"), "months")
    return sum(months * advance for months, advance, conditional in found if not conditional)


def _contribution(step: ReplayStep) -> int:
    return share(step.number("principal"), step.number("rate"))


def _everything_due(step: ReplayStep) -> int:
    """The arrears, and each term that falls due by the last day."""
    return step.number("arrears") + step.number("terms") * step.number("maintenance")


FORMULAS: Mapping[str, Formula] = {
    "intervention.residence_applicant": told("in_belgium"),
    "intervention.residence_children": told("in_belgium"),
    "intervention.enforceable_title": _title,
    "intervention.served": told("served"),
    "intervention.missed_terms": _missed,
    "indexation.none": told("maintenance"),
    "indexation.first_year": told("maintenance"),
    "indexation.adapted": _adapted,
    "indexation.not_published": _kept,
    "indexation.month": _month_of_index,
    "advance.full": _full,
    "advance.reduced": _reduced,
    "advance.paid": _paid,
    "advance.full.conditional": _full,
    "advance.reduced.conditional": _reduced,
    "advance.paid.conditional": _paid,
    "advance.aboveAge": _above_age,
    "advance.noChildBenefit": _adult,
    "advance.noEducation": _adult,
    "advance.incomeAboveCeiling": _income_above,
    "advance.incomeNotStated": _income_not_stated,
    "advance.incomeCeilingNotKnown": _ceiling_not_known,
    "advance.total": _total,
    "contribution.debtor": _contribution,
    "exit.everything_due": _everything_due,
    "exit.costs_otherwise": _contribution,
}

"""The formulas of the waiver: resources, limits, percentage, amounts, visit, other questions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from functions.law.core.replay import Formula, ReplayStep, told
from functions.law.core.values import Value, divide_half_up, share
from functions.law.waiver.particulars import EXEMPT
from functions.law.waiver.percentage import NOTHING, WHOLE
from functions.law.waiver.request import Reading, Rounding, YesNoUnknown
from functions.law.waiver.retention import RetainedDecision


def _no_fraud(step: ReplayStep) -> bool:
    return not step.yes("fraud_proven")


def _conditions(step: ReplayStep) -> bool:
    answers = {step.code("good_faith"), step.code("uncertain_situation")}
    return YesNoUnknown.NO.value not in answers


def _resources(step: ReplayStep) -> int:
    return step.number("debtor") + step.number("partner")


def _reduction(step: ReplayStep) -> int:
    step.require(step.latest("waiver.resources").amount == step.number("resources"), "gross")
    taken_off = step.number("persons") * step.number("flat_reduction")
    return max(step.number("resources") - taken_off, 0)


def _limit(step: ReplayStep, band: int) -> Fraction:
    """The limit of a band, in the rounding that the step names."""
    minimum, maximum, steps = (step.number(name) for name in ("minimum", "maximum", "steps"))
    if band == steps:
        return Fraction(maximum)
    if step.code("rounding") == Rounding.AGENCY.value:
        each = divide_half_up(maximum - minimum, steps)
        return Fraction(min(minimum + band * each, maximum))
    exact = Fraction(minimum * steps + band * (maximum - minimum), steps)
    if step.code("rounding") == Rounding.EXACT.value:
        return exact
    return Fraction(divide_half_up(exact.numerator, exact.denominator))


def _limit_to_the_cent(step: ReplayStep) -> int:
    """A limit as the agency rounds it; not rounded, and rounded by itself, beside it."""
    minimum, maximum, steps = (step.number(name) for name in ("minimum", "maximum", "steps"))
    band = step.number("band")
    total = minimum * steps + band * (maximum - minimum)
    step.require(total // steps == step.number("exact"), "exact")
    step.require(divide_half_up(total, steps) == step.number("each"), "each")
    if band == steps:
        return maximum
    return min(minimum + band * divide_half_up(maximum - minimum, steps), maximum)


def _band(step: ReplayStep) -> int:
    """How many limits the resources pass."""
    countable = step.latest("waiver.reduction").amount
    return sum(countable > _limit(step, band) for band in range(step.number("steps") + 1))


def _percentage(step: ReplayStep) -> int:
    """Everything in the first band, nothing past the last limit, a tenth a step in between.

    The steps between the limits and the band below them share the whole equally.
    """
    limits = step.latest("waiver.limits")
    steps, band = limits.number("steps"), step.number("band")
    step.require(band == limits.amount, "band")
    step.require(step.number("countable") == step.latest("waiver.reduction").amount, "income")
    if band <= steps:
        shown = _limit(limits, band)
        rounded = divide_half_up(shown.numerator, shown.denominator)
        step.require(rounded == step.number("limit"), "limit")
    place = "below" if band == 0 else "between" if band <= steps else "above"
    step.require(step.step.rule.endswith(place), place)
    if place != "between":
        return WHOLE if place == "below" else NOTHING
    part = band * (WHOLE // (steps + 1))
    return part if step.code("reading") == Reading.LITERAL.value else WHOLE - part


def _amount(step: ReplayStep) -> int:
    """The percentage of the debt; none where a condition fails or fraud is proven."""
    open_to_waiver = all(
        step.latest(rule).step.value for rule in ("waiver.fraud", "waiver.conditions")
    )
    granted = step.latest("waiver.percentage").amount if open_to_waiver else NOTHING
    step.require(step.number("percentage") == granted, "percentage")
    return share(step.number("debt"), granted)


def _recovered(step: ReplayStep) -> int:
    step.require(step.latest("waiver.amount").amount == step.number("waived"), "waived")
    return step.number("debt") - step.number("waived")


def _visit(step: ReplayStep) -> bool:
    countable, maximum = step.number("countable"), step.number("maximum")
    place = "below" if countable < maximum else "above" if countable > maximum else "equalTo"
    step.require(step.step.rule == f"waiver.visit.{place}Maximum", place)
    return place != "above"


def _particulars(step: ReplayStep) -> bool:
    required = step.code("kind") not in {kind.value for kind in EXEMPT}
    step.require(required == step.step.rule.endswith("required"), "kind")
    return required


def _missing(step: ReplayStep) -> bool:
    step.require(step.latest("particulars.").step.value == step.yes("required"), "required")
    missing = step.yes("required") and not step.yes("complete")
    step.require(missing == step.step.rule.endswith("missing"), "complete")
    return missing


def _covered(step: ReplayStep) -> bool:
    payment = step.code("decision_kind") == RetainedDecision.PAYMENT.value
    covered = payment and not step.yes("document_drawn_up")
    step.require(covered == (step.step.rule == "retention.covered"), "covered")
    return covered


def _own_error(step: ReplayStep) -> bool:
    """The payer's own error, which the beneficiary could not normally notice."""
    unnoticed = step.has("could_notice") and not step.yes("could_notice")
    return step.yes("payer_error") and unnoticed


def _barred(step: ReplayStep) -> bool:
    """No payment was still recoverable when the letter went out."""
    payments = step.earlier("first.payment.")
    debt = sum(payment.number("amount") for payment in payments)
    open_still = (p.number("amount") for p in payments if p.step.rule.endswith("recoverable"))
    recoverable = sum(open_still)
    step.require(debt == step.number("debt"), "debt")
    step.require(recoverable == step.number("recoverable"), "recoverable")
    return recoverable == 0


def _death(step: ReplayStep) -> bool:
    return step.yes("died_before_told") and not step.yes("fraud_proven")


def _small(step: ReplayStep) -> bool:
    recoverable = step.number("recoverable")
    size = "small" if recoverable < step.number("must") else "not_small"
    size = "very_small" if recoverable < step.number("may") else size
    step.require(step.step.rule == f"first.debt.{size}", size)
    return size != "not_small"


def _stands_open(_: ReplayStep) -> Value:
    return True


FORMULAS: Mapping[str, Formula] = {
    "waiver.fraud": _no_fraud,
    "waiver.conditions": _conditions,
    "waiver.resources": _resources,
    "waiver.reduction": _reduction,
    "waiver.limits": _band,
    "limits.limit": _limit_to_the_cent,
    "waiver.percentage.below": _percentage,
    "waiver.percentage.between": _percentage,
    "waiver.percentage.above": _percentage,
    "waiver.amount": _amount,
    "waiver.recovered": _recovered,
    "waiver.visit.belowMaximum": _visit,
    "waiver.visit.equalToMaximum": _visit,
    "waiver.visit.aboveMaximum": _visit,
    "particulars.required": _particulars,
    "particulars.exempt": _particulars,
    "particulars.missing": _missing,
    "particulars.in_order": _missing,
    "retention.covered": _covered,
    "retention.not_covered": _covered,
    "first.own_error": _own_error,
    "first.no_own_error": _own_error,
    "first.time_barred": _barred,
    "first.recoverable": _barred,
    "first.death": _death,
    "first.no_death": _death,
    "first.fraud": told("fraud_proven"),
    "first.no_fraud": told("fraud_proven"),
    "first.debt.very_small": _small,
    "first.debt.small": _small,
    "first.debt.not_small": _small,
    "first.table": _stands_open,
    "first.instalments": _stands_open,
    "first.appeal": _stands_open,
}

"""The share of the debt that a band gives, in both readings of art. 4."""

from __future__ import annotations

from functions.law.core.replay import ReplayError
from functions.law.core.rule import Before, RuleError, input_of, rule_after, value_of
from functions.law.core.trace import Source, TraceStep
from functions.law.core.values import BasisPoints, Cents, divide_half_up
from functions.law.waiver.household import countable_resources
from functions.law.waiver.limits import band_of_resources, limit_of
from functions.law.waiver.request import Reading, Rounding
from functions.law.waiver.sources import LIMITS, NOTICE

WHOLE = BasisPoints(10_000)
NOTHING = BasisPoints(0)
TEXT_OF: dict[str, Source] = {Reading.LITERAL: LIMITS, Reading.DECREASING: NOTICE}
"""Where each reading of art. 4 stands."""


def waived_percentage(band: int, steps: int, per_step: int, reading: Reading) -> BasisPoints:
    """The percentage waived in a band.

    As applied (decreasing, notice A/3): everything at or below the minimum, then one step less
    for each limit passed, nothing above the maximum. Word for word (literal): the percentage of
    the limit reached, and the two outer bands as above.
    """
    if band == 0:
        return WHOLE
    if band > steps:
        return NOTHING
    if reading is Reading.LITERAL:
        return BasisPoints(band * per_step)
    return BasisPoints(WHOLE - band * per_step)


def other_reading(reading: Reading) -> Reading:
    """The reading to show beside the chosen one."""
    return Reading.LITERAL if reading is Reading.DECREASING else Reading.DECREASING


def is_up_to_the_minimum(band: int) -> bool:
    """Equal to the minimum counts as within it."""
    return band == 0


def is_between(band: int, limit: Cents | None) -> bool:
    """Above the minimum, and at or below the limit of a band."""
    return band > 0 and limit is not None


def is_above_the_maximum(limit: Cents | None) -> bool:
    """No limit is as high."""
    return limit is None


def limit_of_band(before: Before) -> Cents | None:
    """The limit of the band in which the resources lie, to the cent."""
    found, band = before.last(band_of_resources), before.value(band_of_resources)
    if found is None or band is None:
        return None
    steps, rounding = input_of(found, "steps", int), Rounding(input_of(found, "rounding", str))
    if band > steps:
        return None
    minimum, maximum = input_of(found, "minimum", Cents), input_of(found, "maximum", Cents)
    limit = limit_of(minimum, maximum, steps, band, rounding)
    return Cents(divide_half_up(limit, steps) if rounding is Rounding.EXACT else limit)


def _percentage_of_band(
    before: Before, countable: Cents, band: int, reading: Reading, limit: Cents | None = None
) -> BasisPoints:
    """What the band of the resources gives: its steps and the band below them share the whole."""
    limits = before.last(band_of_resources)
    if limits is None:
        raise RuleError("waiver.percentage: no limits")
    steps = input_of(limits, "steps", int)
    return waived_percentage(band, steps, WHOLE // (steps + 1), reading)


_FOLLOWS = {
    "countable": value_of(countable_resources),
    "band": value_of(band_of_resources),
    "limit": limit_of_band,
}
UP_TO_THE_MINIMUM, BETWEEN, ABOVE_THE_MAXIMUM = PERCENTAGE = tuple(
    rule_after(f"waiver.percentage.{place}", LIMITS, NOTICE, when=(condition,), follows=_FOLLOWS)(
        _percentage_of_band
    )
    for place, condition in (
        ("below", is_up_to_the_minimum),
        ("between", is_between),
        ("above", is_above_the_maximum),
    )
)
"""One rule, whose step says where the resources lie."""


def require_its_text(step: TraceStep) -> None:
    """A step of the percentage rests on the text of its own reading.

    Raises:
        ReplayError: it rests on that of the other.
    """
    if step.source != TEXT_OF[input_of(step, "reading", str)]:
        raise ReplayError(f"{step.rule}: reading")

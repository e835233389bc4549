"""The share of the debt that a band gives, in both readings of art. 4."""

from __future__ import annotations

from functions.law.core.values import BasisPoints
from functions.law.waiver.request import Reading

WHOLE = BasisPoints(10_000)
NOTHING = BasisPoints(0)


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

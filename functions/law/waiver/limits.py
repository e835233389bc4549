"""The nine intermediate limits of art. 4 of the ministerial order, and their roundings."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from functions.law.values import Cents, divide_half_up
from functions.law.waiver.request import Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitTable:
    """The limits from the minimum to the maximum, in cents (exact fractions where not rounded).

    Band 0 is at or below the minimum; band ``k`` lies above the limit before it and at or below
    limit ``k``; the last band is above the maximum.
    """

    limits: tuple[Fraction, ...]
    rounding: Rounding

    @property
    def bands(self) -> int:
        """How many bands there are, the two outer ones included."""
        return len(self.limits) + 1

    def band(self, resources: int) -> int:
        """The band of monthly resources in cents; equal to a limit counts as within it."""
        return sum(resources > limit for limit in self.limits)

    def shown(self, band: int) -> Cents:
        """The limit of a band to the cent, as a page shows it."""
        limit = self.limits[band]
        return Cents(divide_half_up(limit.numerator, limit.denominator))

    @property
    def is_degenerate(self) -> bool:
        """Whether some bands are empty because the limits lie too close together."""
        return any(a == b for a, b in pairwise(self.limits))


@lru_cache
def limit_table(minimum: int, maximum: int, steps: int, rounding: Rounding) -> LimitTable:
    """The limits between ``minimum`` and ``maximum`` (cents) in ``steps`` equal steps.

    * ``agency``: the step rounded half-up to the cent and added again and again, never above the
      maximum, which stays exact. This gives the table of notice A/3 to the cent.
    * ``exact``: no rounding.
    * ``each``: each exact limit rounded half-up to the cent.
    """
    spread = maximum - minimum
    match rounding:
        case Rounding.AGENCY:
            step = divide_half_up(spread, steps)
            inner = [Fraction(min(minimum + k * step, maximum)) for k in range(1, steps)]
        case Rounding.EXACT:
            inner = [minimum + Fraction(k * spread, steps) for k in range(1, steps)]
        case Rounding.EACH:
            inner = [
                Fraction(divide_half_up(minimum * steps + k * spread, steps))
                for k in range(1, steps)
            ]
    return LimitTable(limits=(Fraction(minimum), *inner, Fraction(maximum)), rounding=rounding)

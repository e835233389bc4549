"""The nine intermediate limits of art. 4 of the ministerial order, and their roundings."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from functions.law.core.values import Cents, divide_half_up
from functions.law.waiver.request import Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitTable:
    """The limits from the minimum to the maximum, none lower than the one before it.

    They are whole numbers of equal parts of a cent, of which ``parts`` make one: a single part
    where they are rounded to the cent, one for each step where they are not. So no limit is ever
    anything but exact.

    Band 0 is at or below the minimum; band ``k`` lies above the limit before it and at or below
    limit ``k``; the last band is above the maximum.
    """

    limits: tuple[int, ...]
    parts: int
    rounding: Rounding

    @property
    def bands(self) -> int:
        """How many bands there are, the two outer ones included."""
        return len(self.limits) + 1

    def band(self, resources: int) -> int:
        """The band of monthly resources in cents; equal to a limit counts as within it."""
        return bisect_left(self.limits, resources * self.parts)

    def shown(self, band: int) -> Cents:
        """The limit of a band to the cent, as a page shows it."""
        return Cents(divide_half_up(self.limits[band], self.parts))

    def last_cent(self, band: int) -> Cents:
        """The highest whole cent that is not above the limit of a band."""
        return Cents(self.limits[band] // self.parts)

    @property
    def is_degenerate(self) -> bool:
        """Whether some bands are empty because the limits lie too close together."""
        return len(set(self.limits)) < len(self.limits)


@lru_cache
def limit_table(minimum: int, maximum: int, steps: int, rounding: Rounding) -> LimitTable:
    """The limits between ``minimum`` and ``maximum`` (cents) in ``steps`` equal steps.

    * ``agency``: the step rounded half-up to the cent and added again and again, never above the
      maximum, which stays exact. This gives the table of notice A/3 to the cent.
    * ``exact``: no rounding.
    * ``each``: each exact limit rounded half-up to the cent.
    """
    # Plain numbers: what is kept must not depend on which type was asked for first.
    minimum, maximum = int(minimum), int(maximum)
    spread = maximum - minimum
    if rounding is Rounding.AGENCY:
        step = divide_half_up(spread, steps)
        inner = (min(minimum + k * step, maximum) for k in range(1, steps))
        return LimitTable(limits=(minimum, *inner, maximum), parts=1, rounding=rounding)
    exact = tuple(minimum * steps + k * spread for k in range(steps + 1))
    if rounding is Rounding.EXACT:
        return LimitTable(limits=exact, parts=steps, rounding=rounding)
    rounded = tuple(divide_half_up(limit, steps) for limit in exact)
    return LimitTable(limits=rounded, parts=1, rounding=rounding)

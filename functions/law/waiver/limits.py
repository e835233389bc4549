"""The nine intermediate limits of art. 4 of the ministerial order, and their roundings."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from functions.law.core.rule import Before, RuleError, rule, rule_after
from functions.law.core.values import Cents, divide_half_up
from functions.law.waiver.household import countable_resources
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
    def steps(self) -> int:
        """How many equal steps lead from the minimum to the maximum."""
        return len(self.limits) - 1

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


def limit_of(minimum: int, maximum: int, steps: int, band: int, rounding: Rounding) -> int:
    """One limit in cents; without rounding, in parts of a cent of which ``steps`` make one.

    * ``agency``: the step rounded half-up to the cent and added again and again, never above the
      maximum, which stays exact. This gives the table of notice A/3 to the cent.
    * ``exact``: no rounding.
    * ``each``: the exact limit rounded half-up to the cent.
    """
    spread = maximum - minimum
    if rounding is Rounding.AGENCY:
        if band == steps:
            return maximum
        return min(minimum + band * divide_half_up(spread, steps), maximum)
    exact = minimum * steps + band * spread
    return exact if rounding is Rounding.EXACT else divide_half_up(exact, steps)


@lru_cache
def limit_table(minimum: int, maximum: int, steps: int, rounding: Rounding) -> LimitTable:
    """The limits between ``minimum`` and ``maximum`` (cents) in ``steps`` equal steps."""
    # Plain numbers: what is kept must not depend on which type was asked for first.
    minimum, maximum = int(minimum), int(maximum)
    return LimitTable(
        limits=tuple(limit_of(minimum, maximum, steps, k, rounding) for k in range(steps + 1)),
        parts=steps if rounding is Rounding.EXACT else 1,
        rounding=rounding,
    )


@rule_after("waiver.limits", thresholds=("minimum", "maximum", "steps", "rounding"))
def band_of_resources(
    before: Before, minimum: Cents, maximum: Cents, steps: int, rounding: Rounding
) -> int:
    """The band in which the resources lie, after the reduction: how many limits they pass."""
    countable = before.value(countable_resources)
    if countable is None:
        raise RuleError("waiver.limits: no resources")
    sought = countable * (steps if rounding is Rounding.EXACT else 1)
    return bisect_left(
        range(steps + 1),
        sought,
        key=lambda band: limit_of(minimum, maximum, steps, band, rounding),
    )


def is_last_cent(band: int, minimum: Cents, maximum: Cents, steps: int, exact: Cents) -> bool:
    """Without rounding, resources in cents reach the last cent that is not above the limit."""
    return exact == limit_of(minimum, maximum, steps, band, Rounding.EXACT) // steps


def is_rounded_by_itself(
    band: int, minimum: Cents, maximum: Cents, steps: int, each: Cents
) -> bool:
    """The exact limit, rounded half-up to the cent."""
    return each == limit_of(minimum, maximum, steps, band, Rounding.EACH)


@rule(
    "limits.limit",
    when=(is_last_cent, is_rounded_by_itself),
    thresholds=("minimum", "maximum", "steps"),
)
def limit_of_agency(  # noqa: PLR0913, PLR0917 - one line of the table
    band: int, minimum: Cents, maximum: Cents, steps: int, exact: Cents, each: Cents
) -> Cents:
    """The limit of a band as the agency rounds it; beside it, not rounded and rounded by itself."""
    if not 0 <= band <= steps:
        raise RuleError("limits.limit: band")
    return Cents(limit_of(minimum, maximum, steps, band, Rounding.AGENCY))

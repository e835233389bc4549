"""Compares what is published with a table of the product, and finds the months to add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from functions.law.core.parameter import IndexSeries, Unit
from functions.law.core.values import IndexPoints, Month, divide_half_up
from tools.index_months.refused import Refused
from tools.index_months.statbel import Printed, Published

PLAUSIBLE_CHANGE = 500
"""Hundredths of a percent from one month to the next; those since 1994 stay below 3 percent."""

Coefficients = Mapping[tuple[str, int], int]
"""By series and base year: the coefficient to the base of the tables, in its smallest unit."""


@dataclass(frozen=True, slots=True)
class NewMonth:
    """A month to add, with the month before it and the figure as the file prints it."""

    month: Month
    points: IndexPoints
    before: IndexPoints
    base: int
    printed: str

    @property
    def change(self) -> int:
        """The change against the month before, in hundredths of a percent."""
        return divide_half_up((self.points - self.before) * 10_000, self.before)


@dataclass(frozen=True, slots=True)
class Additions:
    """What one series gains from the file; ``compared`` counts the months that agree."""

    series: IndexSeries
    compared: int
    months: tuple[NewMonth, ...]


def find(
    series: IndexSeries, published: Published, coefficients: Coefficients, *, accept: bool
) -> Additions:
    """The months after the last one of the table, once all others agree.

    Raises:
        Refused: a month is missing or differs, cannot be converted, or changes too much while
            ``accept`` is false.
    """
    chosen = {
        month: (base, printed)
        for month, (base, printed) in sorted(_chosen(series, published).items())
        if month >= series.first_month
    }
    if not chosen:
        raise Refused(f"{series.name}: the file has no month in base {series.base_year} or later")
    for earlier, later in pairwise(chosen):
        if later != earlier.plus(1):
            raise Refused(f"{series.name}: {earlier.plus(1)} is missing in the file")
    points = {
        month: _converted(series, month, base, printed, coefficients)
        for month, (base, printed) in chosen.items()
    }
    _require_agreement(series, points)
    new = tuple(
        NewMonth(
            month=month,
            points=points[month],
            before=points[month.plus(-1)],
            base=base,
            printed=printed.text,
        )
        for month, (base, printed) in chosen.items()
        if month > series.last_month
    )
    for one in new:
        if abs(one.change) > PLAUSIBLE_CHANGE and not accept:
            raise Refused(
                f"{series.name} {one.month}: {figure(one.points)} after {figure(one.before)} is a "
                f"change of {percent(one.change)}; check it, then repeat with --accept"
            )
    return Additions(series, compared=len(chosen) - len(new), months=new)


def _chosen(series: IndexSeries, published: Published) -> dict[Month, tuple[int, Printed]]:
    """For each month the figure in the base of the table, else in the newest base of its time.

    Months before a base came into use were recalculated to it and rounded a second time, so that
    they do not lead back to the published figure: a base is used from the year after its own.
    """
    own = series.base_year
    chosen = {
        month: (base, printed)
        for base in sorted(published.bases)
        if base > own
        for month, printed in published.bases[base].items()
        if month.year > base
    }
    chosen.update(
        {month: (own, printed) for month, printed in published.bases.get(own, {}).items()}
    )
    return chosen


def _converted(
    series: IndexSeries, month: Month, base: int, printed: Printed, coefficients: Coefficients
) -> IndexPoints:
    points = printed.points()
    if base == series.base_year:
        return points
    coefficient = coefficients.get((series.name, base))
    if coefficient is None:
        raise Refused(
            f"{series.name} {month} is only there in base {base}, and no official coefficient to "
            f"base {series.base_year} is known: wait for a file with base {series.base_year}, or "
            "leave the series out with --only"
        )
    return IndexPoints(divide_half_up(points * coefficient, Unit.COEFFICIENT.scale))


def _require_agreement(series: IndexSeries, points: Mapping[Month, IndexPoints]) -> None:
    first, last = min(points), max(points)
    if first > series.last_month:
        raise Refused(
            f"{series.name}: the file begins with {first}, the table ends with {series.last_month}:"
            " no month can be compared"
        )
    for month, found in points.items():
        held = series.of(month)
        if held is not None and held != found:
            raise Refused(
                f"{series.name} {month}: the table has {figure(held)}, the file {figure(found)}"
            )
    if last < series.last_month:
        raise Refused(
            f"{series.name}: the file ends with {last}, the table with {series.last_month}: "
            "the file is old or cut off"
        )


def lines(additions: Additions, coefficients: Coefficients) -> Iterator[str]:
    """What the additions change, month by month."""
    series = additions.series
    yield (
        f"{series.name}: {additions.compared} months compared, all equal; "
        f"{len(additions.months)} new after {series.last_month}"
    )
    for one in additions.months:
        line = f"  {one.month}  {figure(one.before)} -> {figure(one.points)}  {percent(one.change)}"
        if one.base != series.base_year:
            coefficient = Decimal(coefficients[series.name, one.base]) / Unit.COEFFICIENT.scale
            line += f"  ({one.printed} in base {one.base}, times {coefficient})"
        yield line


def figure(points: int) -> str:
    """Hundredths as the tables write them, ``140.17``."""
    return f"{points // 100}.{points % 100:02d}"


def percent(change: int) -> str:
    """Hundredths of a percent with their sign, ``+0.63 %``."""
    return f"{'-' if change < 0 else '+'}{figure(abs(change))} %"

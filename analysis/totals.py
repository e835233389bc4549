"""Sums over a file in one pass: cost, households by band, winners and losers by decile.

Money is whole cents and weights are ten-thousandths of a household, so every sum is exact. What is
kept grows with the bands and the whole euros of the ranking figure, never with the rows.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.calculators import Calculator
from analysis.columns import CannotRead

WEIGHT = re.compile(r"(?P<whole>[0-9]{1,6})(?:\.(?P<decimals>[0-9]{1,4}))?")
WEIGHT_FORM = "0 to 999999.9999, with a point before decimals"
ONE_HOUSEHOLD = 10_000
"""A weight of one, in its smallest unit."""
CENTS_OF_BIN = 100
MOST_BINS = 50_000
"""Above this number of euros a month, a household counts among the highest without more detail."""
DECILES = 10
HEADING = (
    "scenario", "part", "group", "rows", "households", "cost", "change", "winners", "losers",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The columns of an answer that are summed: an amount, a band, and an amount to rank by."""

    cost: str
    band: str
    rank: str


USUAL = {
    "waiver": Measures(cost="waiver.waived", band="waiver.percentage", rank="household.gross"),
    "advances": Measures(
        cost="total", band="intervention.isOpen", rank="contribution.monthlyPrincipal"
    ),
}


def measures_for(
    chosen: Calculator, cost: str | None, band: str | None, rank: str | None
) -> Measures:
    """The columns to sum: those that were named, else the usual ones of the calculator.

    Raises:
        CannotRead: there is no such column, or none was named where none is usual.
    """
    usual = USUAL.get(chosen.name)
    found: dict[str, str] = {}
    for option, given in (("cost", cost), ("band", band), ("rank", rank)):
        name = given or (None if usual is None else getattr(usual, option))
        if name is None:
            raise CannotRead(f"--{option}: name a column of the results of {chosen.name}")
        if name not in chosen.answers:
            near = difflib.get_close_matches(name, chosen.answers, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise CannotRead(f"--{option} {name}: no column of the results{hint}")
        if option != "band" and name not in chosen.decimals:
            raise CannotRead(f"--{option} {name}: no column of amounts")
        found[option] = name
    return Measures(**found)


@dataclass(slots=True)
class Sum:
    """Of some rows: their number, the weights, and weighted amounts.

    ``change`` is what they get more than in the base; ``winners`` get more, ``losers`` less.
    """

    rows: int = 0
    households: int = 0
    cost: int = 0
    change: int = 0
    winners: int = 0
    losers: int = 0

    def add(self, other: Sum) -> None:
        """Add the same of other rows."""
        self.rows += other.rows
        self.households += other.households
        self.cost += other.cost
        self.change += other.change
        self.winners += other.winners
        self.losers += other.losers


@dataclass(slots=True)
class Totals:
    """The sums of one scenario: by band, and by whole euro of what the base ranks by."""

    bands: dict[str, Sum] = field(default_factory=dict)
    bins: dict[int, Sum] = field(default_factory=dict)

    def add(self, band: str, place: int, found: Sum) -> None:
        """Add one row."""
        self.bands.setdefault(band, Sum()).add(found)
        self.bins.setdefault(place, Sum()).add(found)

    def merge(self, other: Totals) -> None:
        """Add the sums of other rows."""
        for band, found in other.bands.items():
            self.bands.setdefault(band, Sum()).add(found)
        for place, found in other.bins.items():
            self.bins.setdefault(place, Sum()).add(found)

    @property
    def total(self) -> Sum:
        """The sum of all rows."""
        found = Sum()
        for each in self.bands.values():
            found.add(each)
        return found

    def deciles(self) -> list[Sum]:
        """Tenths of the households, from the lowest amount; those of one euro stay together."""
        found = [Sum() for _ in range(DECILES)]
        everyone, before = self.total.households, 0
        for _, each in sorted(self.bins.items()):
            middle = 2 * before + each.households
            place = middle * DECILES // (2 * everyone) if everyone else 0
            found[min(place, DECILES - 1)].add(each)
            before += each.households
        return found


def bin_of(cents: int) -> int:
    """The whole euro that an amount lies in."""
    return min(cents // CENTS_OF_BIN, MOST_BINS)


def row_sum(weight: int, cost: int, base: int) -> Sum:
    """What one row adds in a scenario."""
    return Sum(
        rows=1,
        households=weight,
        cost=weight * cost,
        change=weight * (cost - base),
        winners=weight if cost > base else 0,
        losers=weight if cost < base else 0,
    )


def cents_of(text: str) -> int:
    """An amount of a result in cents; an amount that is not there counts as nothing."""
    return int(text.replace(".", "")) if text else 0


def weight_of(text: str) -> int | None:
    """A weight in ten-thousandths, or nothing where it is none."""
    match = WEIGHT.fullmatch(text.strip())
    if match is None:
        return None
    return int(match["whole"]) * ONE_HOUSEHOLD + int((match["decimals"] or "").ljust(4, "0"))


def table(names: Sequence[str], found: Mapping[str, Totals]) -> Iterator[tuple[str, ...]]:
    """The lines of the summary: of each scenario the total, its bands, and the deciles."""
    for name in names:
        totals = found[name]
        yield _line(name, "total", "", totals.total)
        for band, each in sorted(totals.bands.items(), key=lambda pair: _in_order(pair[0])):
            yield _line(name, "band", band, each)
        for place, each in enumerate(totals.deciles(), 1):
            yield _line(name, "decile", str(place), each)


def _in_order(band: str) -> tuple[float, str]:
    try:
        return float(band), band
    except ValueError:
        return 0, band


def _line(scenario: str, part: str, group: str, found: Sum) -> tuple[str, ...]:
    weights = (_decimal(found.households), _money(found.cost), _money(found.change))
    moved = (_decimal(found.winners), _decimal(found.losers))
    return (scenario, part, group, str(found.rows), *weights, *moved)


def _decimal(weight: int) -> str:
    """A weight as a decimal number without trailing zeros."""
    whole, rest = divmod(weight, ONE_HOUSEHOLD)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".")


def _money(weighted: int) -> str:
    """Weighted cents as euros, half-up to the cent."""
    cents = (abs(weighted) * 2 + ONE_HOUSEHOLD) // (2 * ONE_HOUSEHOLD)
    sign = "-" if weighted < 0 and cents else ""
    return f"{sign}{cents // 100}.{cents % 100:02d}"

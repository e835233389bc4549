"""Figures of the law, each with the days on which it holds and the text it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from functions.law.core.errors import NotKnown
from functions.law.core.trace import Source
from functions.law.core.values import BasisPoints, Cents, Coefficient, IndexPoints, Month


class Unit(StrEnum):
    """What a figure counts."""

    EURO = "euro"
    PERCENT = "percent"
    INDEX = "index"
    COEFFICIENT = "coefficient"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    COUNT = "count"

    @property
    def scale(self) -> int:
        """How many smallest units make one of this unit."""
        match self:
            case Unit.EURO | Unit.PERCENT | Unit.INDEX:
                return 100
            case Unit.COEFFICIENT:
                return 100_000
            case _:
                return 1

    def of(self, figure: int) -> int:
        """The figure as a value that knows its unit."""
        match self:
            case Unit.EURO:
                return Cents(figure)
            case Unit.PERCENT:
                return BasisPoints(figure)
            case Unit.INDEX:
                return IndexPoints(figure)
            case Unit.COEFFICIENT:
                return Coefficient(figure)
            case _:
                return figure


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """One figure, from its first to its last day (``None``: until further notice).

    ``figure`` is in the smallest unit (cents, basis points, hundred-thousandths, or a count), as
    a value that knows its unit; ``None`` says that the figure existed but that no source gives it.
    """

    first_day: date
    last_day: date | None
    figure: int | None
    source: Source
    last_checked: date

    def holds_on(self, day: date) -> bool:
        """Whether the figure applies on that day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A figure of the law through time. The values never overlap and are in order of time.

    ``has_ended`` says that the rule that used the figure no longer exists: no later value comes.
    """

    name: str
    unit: Unit
    values: tuple[DatedValue, ...]
    has_ended: bool = False

    def entry_on(self, day: date) -> DatedValue | None:
        """The dated value for that day, or ``None`` outside the known periods."""
        # Most days are of today's figures: the last ones.
        for value in reversed(self.values):
            if value.first_day <= day:
                return value if value.holds_on(day) else None
        return None

    def figure_on(self, day: date) -> int | None:
        """The figure for that day, in its smallest unit, or ``None`` where no source gives it."""
        entry = self.entry_on(day)
        return None if entry is None else entry.figure

    def on(self, day: date) -> int:
        """The figure for that day, in its smallest unit.

        Raises:
            NotKnown: no source gives the figure for that day.
        """
        entry = self.entry_on(day)
        if entry is None or entry.figure is None:
            raise NotKnown(f"{self.name} on {day}")
        return entry.figure

    def source_on(self, day: date) -> Source:
        """The text that gives the figure for that day.

        Raises:
            NotKnown: no period covers that day.
        """
        entry = self.entry_on(day)
        if entry is None:
            raise NotKnown(f"{self.name} on {day}")
        return entry.source

    @property
    def first_day(self) -> date:
        """The first day for which anything is said about the figure."""
        return self.values[0].first_day

    @property
    def first_known_day(self) -> date:
        """The first day for which a source gives the figure."""
        return next(value.first_day for value in self.values if value.figure is not None)


@dataclass(frozen=True, slots=True)
class PrintedIndex:
    """An index as it was printed in its time: hundredths of a point, and its base year."""

    figure: IndexPoints
    base_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSeries:
    """A published price index in one base year: every month in order, none left out."""

    name: str
    base_year: int
    figures: Mapping[Month, IndexPoints]
    source: Source
    first_month: Month = field(init=False)
    last_month: Month = field(init=False)
    """The last month published when the figures were last checked."""

    def __post_init__(self) -> None:
        """Find the first and the last month once."""
        first = next(iter(self.figures))
        object.__setattr__(self, "first_month", first)
        object.__setattr__(self, "last_month", first.plus(len(self.figures) - 1))

    def of(self, month: Month) -> IndexPoints | None:
        """The index of that month, or ``None`` when it is not in the series."""
        return self.figures.get(month)

"""How a maintenance amount follows the index (former art. 203quater, § 1, of the Civil Code)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from functions.law.core.errors import NotKnown
from functions.law.core.parameter import Unit
from functions.law.core.trace import Source
from functions.law.core.values import (
    MONTHS_IN_YEAR,
    Cents,
    Coefficient,
    IndexPoints,
    Month,
    divide_half_up,
)
from functions.law.maintenance.application import IndexationClause, StartIndex
from functions.law.maintenance.parameters import MaintenanceParameters

INDEXATION_BY_LAW = Source("civil_code", "203quater, § 1")


class IndexedTitle(Protocol):
    """What indexation needs of a title: its date, its clause, and what it may fix of its index."""

    @property
    def date(self) -> date: ...  # noqa: D102
    @property
    def indexation(self) -> IndexationClause: ...  # noqa: D102
    @property
    def start_index(self) -> StartIndex | None: ...  # noqa: D102
    @property
    def indexation_month(self) -> int | None: ...  # noqa: D102
    @property
    def first_indexation(self) -> Month | None: ...  # noqa: D102
    @property
    def start_index_month(self) -> Month | None: ...  # noqa: D102


class StartPoints(NamedTuple):
    """A start index as an exact fraction: ``numerator / denominator`` hundredths of a point."""

    numerator: int
    denominator: int = 1


@dataclass(frozen=True, slots=True)
class IndexedAmount:
    """A maintenance amount as it stands in one month.

    ``index_month`` and ``index`` are ``None`` before the first anniversary of the title or where
    no index applies. ``published`` is false when the index that should apply is not published
    yet: the amount is then the last one that is known.
    """

    amount: Cents
    index_month: Month | None
    index: IndexPoints | None
    published: bool


def adapted(base: int, index: int, start: StartPoints) -> Cents:
    """An amount of the title: ``base * index / start index``, half-up to the cent."""
    return Cents(divide_half_up(base * index * start.denominator, start.numerator))


@dataclass(frozen=True, slots=True)
class Indexation:
    """The index that adapts every amount of a title in one month, and the start index.

    All three are ``None`` where the amount is still that of the title.
    """

    index_month: Month | None = None
    index: IndexPoints | None = None
    start: StartPoints | None = None
    published: bool = True

    def amount(self, base: int) -> Cents:
        """An amount of the title as it stands in the month."""
        if self.index is None or self.start is None:
            return Cents(base)
        return adapted(base, self.index, self.start)

    def of(self, base: int) -> IndexedAmount:
        """An amount of the title as it stands in the month, with the index that it follows."""
        return IndexedAmount(self.amount(base), self.index_month, self.index, self.published)


def index_name(
    clause: IndexationClause, title_date: date, parameters: MaintenanceParameters
) -> str | None:
    """The name of the price index that the amount follows, or ``None`` when it follows none.

    A title that is silent follows the consumer price index by law, but only if it was made
    since the law of 19 March 2010 took effect; an older one is indexed only if it says so.
    """
    match clause:
        case IndexationClause.NONE:
            return None
        case IndexationClause.NOT_STATED:
            by_law = parameters.indexed_by_law.entry_on(title_date) is not None
            return IndexationClause.CONSUMER_PRICE_INDEX.value if by_law else None
        case _:
            return clause.value


def start_month(title: IndexedTitle) -> Month:
    """The month of the start index: as the title names it, else the month before its own."""
    return title.start_index_month or Month.of(title.date).plus(-1)


def first_adaptation(title: IndexedTitle, parameters: MaintenanceParameters) -> Month:
    """The month of the first adaptation: as the title names it, else by law.

    By law a year after the month of the title; from then on in the month of the year that the title
    fixes.
    """
    if title.first_indexation is not None:
        return title.first_indexation
    first = Month.of(title.date).plus(parameters.indexation_months.on(title.date))
    yearly = title.indexation_month or first.month
    return first.plus((yearly - first.month) % MONTHS_IN_YEAR)


def names_a_month(title: IndexedTitle) -> bool:
    """Whether the title itself fixes a month of its indexation."""
    own = (title.indexation_month, title.first_indexation, title.start_index_month)
    return any(month is not None for month in own)


class UsedStart(NamedTuple):
    """The start index of a calculation, in the base of the series.

    ``month`` is the month whose published index it is; ``None`` for a typed index that is that of
    no month near the title, which ``coefficient`` then brings to the base of the series.
    """

    points: StartPoints
    month: Month | None
    coefficient: Coefficient | None = None


def start_index_in_series(
    title: IndexedTitle, name: str, parameters: MaintenanceParameters
) -> UsedStart | None:
    """The start index in hundredths, brought to the base of the published series.

    An index typed from the title wins, since the judge may decide otherwise. Where it is the index
    that was printed for the month of the title, the one before or the one after, the published
    figure of that month is used; another one is converted by the official coefficient, in one
    step. Two series or two base years are never mixed in one fraction. ``None``: it is neither
    published nor typed, or cannot be converted.
    """
    series = parameters.series[name]
    typed = title.start_index
    if typed is None:
        month = start_month(title)
        published = series.of(month)
        return None if published is None else UsedStart(StartPoints(published), month)
    if typed.base_year == series.base_year:
        return UsedStart(StartPoints(typed.figure), None)
    printed = printed_month(title, typed, name, parameters)
    if printed is not None:
        return UsedStart(StartPoints(series.figures[printed]), printed)
    coefficient = coefficient_to_series(name, typed, parameters)
    if coefficient is None:
        return None
    points = StartPoints(typed.figure * coefficient, Unit.COEFFICIENT.scale)
    return UsedStart(points, None, coefficient)


def months_near(title: IndexedTitle) -> tuple[Month, ...]:
    """The months whose index a title may print: before its own, its own, the next, as named."""
    own, named = Month.of(title.date), title.start_index_month
    near = (own.plus(-1), own, own.plus(1))
    return near if named is None or named in near else (*near, named)


def printed_month(
    title: IndexedTitle, typed: StartIndex, name: str, parameters: MaintenanceParameters
) -> Month | None:
    """The month near that of the title whose index is the typed one, in its base."""
    series = parameters.series[name]
    near = [month for month in months_near(title) if series.of(month) is not None]
    if typed.base_year == series.base_year:
        return next((month for month in near if series.of(month) == typed.figure), None)
    found = [month for month in near if is_index_of(typed, name, month, parameters)]
    return min(found, key=lambda one: _distance(typed, name, one, parameters), default=None)


def is_index_of(
    typed: StartIndex, name: str, month: Month, parameters: MaintenanceParameters
) -> bool:
    """Whether a typed index of another base is the one that was published for that month.

    The consumer price index is compared with what was printed. Of the health index no such list
    exists: it is converted in one step and rounded half-up to two decimals. With 2025 = 100, it is
    recognised within a tolerance.
    """
    printed = parameters.printed.get(name)
    if printed is not None:
        found = printed.get(month)
        return found is not None and (typed.figure, typed.base_year) == (
            found.figure,
            found.base_year,
        )
    coefficient = coefficient_to_series(name, typed, parameters)
    if coefficient is not None:
        converted = divide_half_up(typed.figure * coefficient, Unit.COEFFICIENT.scale)
        return converted == parameters.series[name].of(month)
    recognised = parameters.recognised.get((name, typed.base_year))
    if recognised is None:
        return False
    first = month.first_day()
    within = parameters.start_index_tolerance.on(first) * recognised.on(first)
    return _distance(typed, name, month, parameters) <= within


def _distance(typed: StartIndex, name: str, month: Month, parameters: MaintenanceParameters) -> int:
    """How far a typed index is from the published one of a month, where its base is recognised."""
    recognised = parameters.recognised.get((name, typed.base_year))
    if recognised is None:
        return 0
    converted = typed.figure * recognised.on(month.first_day())
    return abs(converted - parameters.series[name].figures[month] * Unit.COEFFICIENT.scale)


def coefficient_to_series(
    name: str, typed: StartIndex, parameters: MaintenanceParameters
) -> Coefficient | None:
    """The official coefficient from the base of a typed index to that of the series, if any."""
    official = parameters.to_base_2013.get((name, typed.base_year))
    return None if official is None else Coefficient(official.on(official.first_day))


class Period(NamedTuple):
    """Months that share one indexation: from ``since`` to the eve of ``until``.

    ``adaptation`` is the month from which the amounts are those; ``None`` before the first one.
    """

    since: Month
    until: Month
    adaptation: Month | None


class TitleIndex:
    """How the amounts of one title follow an index. What its months share is found once."""

    __slots__ = ("_adapted", "_first", "_last", "_periods", "_start", "name", "parameters", "title")

    def __init__(self, title: IndexedTitle, parameters: MaintenanceParameters) -> None:
        """``name``: the price index that the amounts follow, ``None`` where they follow none."""
        self.title, self.parameters = title, parameters
        self.name = index_name(title.indexation, title.date, parameters)
        self._first: Month | None = None
        self._start: UsedStart | None = None
        self._periods: list[Period] = []
        self._adapted: dict[Month | None, Indexation] = {}
        self._last: tuple[Month, Month, Indexation] | None = None

    @property
    def first(self) -> Month:
        """The month of the first adaptation."""
        if self._first is None:
            self._first = first_adaptation(self.title, self.parameters)
        return self._first

    @property
    def start(self) -> UsedStart | None:
        """The start index; ``None`` where none is known, or the amounts follow no index."""
        if self._start is None and self.name is not None:
            self._start = start_index_in_series(self.title, self.name, self.parameters)
        return self._start

    def adaptation_in(self, month: Month) -> Month | None:
        """The month of the last adaptation up to a month; ``None`` before the first one."""
        return self._period_of(month).adaptation

    def changes(self, first: Month, last: Month) -> Iterator[Month]:
        """The months after the first one, up to the last, that may have another indexation."""
        if self.name is None:
            return
        month = self._period_of(first).until
        while month <= last:
            yield month
            month = self._period_of(month).until

    def is_adaptation(self, month: Month) -> bool:
        """Whether the amounts are adapted from that month on."""
        return self.name is not None and self.adaptation_in(month) == month

    def published_later_than_due(self, month: Month, due_day: int | None) -> bool:
        """Whether the index of an adaptation may still be unpublished on the due day of its month.

        Art. 203quater, § 1, al. 3: the new amount applies from the first due date after
        publication. A due day that is not given counts as early.
        """
        if not self.is_adaptation(month):
            return False
        published_by = self.parameters.index_published_by
        return due_day is None or due_day <= published_by.on(month.first_day())

    def in_month(self, month: Month) -> Indexation:
        """How the amounts are adapted for a month: the same object from one adaptation to the next.

        Always from the amount in the title, up or down, with the index of the month before the last
        adaptation. Where that index is not published yet, the last amount that is known stays.

        Raises:
            NotKnown: the start index or the index of that year is not in the published series.
        """
        # Months are asked for one after the other: most have the indexation of the one before.
        if self._last is not None:
            since, until, last = self._last
            if since <= month < until:
                return last
        since, until, adaptation = self._period_of(month)
        if self.name is None:
            adaptation = None
        found = self._adapted.get(adaptation)
        if found is None:
            found = self._adapted[adaptation] = self._since(adaptation)
        self._last = since, until, found
        return found

    def _period_of(self, month: Month) -> Period:
        for period in self._periods:
            if period.since <= month < period.until:
                return period
        self._periods.append(self._period_from(month))
        return self._periods[-1]

    def _period_from(self, month: Month) -> Period:
        """From that month on, as long as the law says how often amounts are adapted."""
        if month < self.first:
            return Period(month, self.first, None)
        day = month.first_day()
        figure = self.parameters.indexation_months
        every, entry = figure.on(day), figure.entry_on(day)
        adaptation = self.first.plus(self.first.months_until(month) // every * every)
        until = adaptation.plus(every)
        if entry is not None and entry.last_day is not None:
            last = Month.of(entry.last_day)
            until = min(until, last.plus(1))
        return Period(month, until, adaptation)

    def _since(self, adaptation: Month | None) -> Indexation:
        """The indexation from the month of an adaptation on; ``None``: before the first one."""
        if adaptation is None or self.name is None:
            return Indexation()
        series, first = self.parameters.series[self.name], self.first.plus(-1)
        index_month = wanted = adaptation.plus(-1)
        every = self.parameters.indexation_months.on(adaptation.first_day())
        while index_month > series.last_month:
            index_month = index_month.plus(-every)
        if index_month < first:
            return Indexation(published=False)
        index, start = series.of(index_month), self.start
        if start is None or index is None:
            raise NotKnown(f"{self.name} for {min(index_month, start_month(self.title))}")
        return Indexation(index_month, index, start.points, published=index_month == wanted)


def indexation(title: IndexedTitle, month: Month, parameters: MaintenanceParameters) -> Indexation:
    """How the amounts of a title are adapted for one month.

    Raises:
        NotKnown: the start index or the index of that year is not in the published series.
    """
    return TitleIndex(title, parameters).in_month(month)

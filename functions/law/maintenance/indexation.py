"""How a maintenance amount follows the index (former art. 203quater, § 1, of the Civil Code)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
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
        """An amount of the title: ``base * index / start index``, half-up to the cent."""
        if self.index is None or self.start is None:
            return Cents(base)
        adapted = base * self.index * self.start.denominator
        return Cents(divide_half_up(adapted, self.start.numerator))

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


def indexation(title: IndexedTitle, month: Month, parameters: MaintenanceParameters) -> Indexation:
    """How the amounts of a title are adapted for ``month``.

    Always from the amount in the title, up or down, with the index of the month before the last
    adaptation. Where that index is not published yet, the last amount that is known stays.

    Raises:
        NotKnown: the start index or the index of that year is not in the published series.
    """
    name = index_name(title.indexation, title.date, parameters)
    if name is None:
        return Indexation()
    return _since(title, name, adaptation_in(title, month, parameters), parameters)


def indexations(
    title: IndexedTitle, months: Iterable[Month], parameters: MaintenanceParameters
) -> Iterator[tuple[Month, Indexation]]:
    """Each of the months, with how the amounts of a title are adapted in it.

    Months between two adaptations share one indexation, which is looked up once.

    Raises:
        NotKnown: the start index or the index of a year is not in the published series.
    """
    name = index_name(title.indexation, title.date, parameters)
    first: Month | None = None

    def last_adaptation(month: Month) -> Month | None:
        nonlocal first
        first = first or first_adaptation(title, parameters)
        return _adaptation_since(first, month, parameters)

    for adaptation, shared in groupby(months, key=last_adaptation):
        adapted = Indexation() if name is None else _since(title, name, adaptation, parameters)
        for month in shared:
            yield month, adapted


def is_adaptation(title: IndexedTitle, month: Month, parameters: MaintenanceParameters) -> bool:
    """Whether the amounts of a title are adapted from that month on."""
    if index_name(title.indexation, title.date, parameters) is None:
        return False
    return adaptation_in(title, month, parameters) == month


def published_later_than_due(
    title: IndexedTitle, month: Month, due_day: int | None, parameters: MaintenanceParameters
) -> bool:
    """Whether the index of an adaptation may still be unpublished on the due day of its month.

    Art. 203quater, § 1, al. 3: the new amount applies from the first due date after publication.
    A due day that is not given counts as early.
    """
    is_early = due_day is None or due_day <= parameters.index_published_by.on(month.first_day())
    return is_early and is_adaptation(title, month, parameters)


def adaptation_in(
    title: IndexedTitle, month: Month, parameters: MaintenanceParameters
) -> Month | None:
    """The month of the last adaptation up to a month; ``None`` before the first one."""
    return _adaptation_since(first_adaptation(title, parameters), month, parameters)


def _adaptation_since(
    first: Month, month: Month, parameters: MaintenanceParameters
) -> Month | None:
    """The month of the last adaptation up to a month, where the first one is in ``first``."""
    if month < first:
        return None
    every = _months_between_adaptations(month, parameters)
    return first.plus(first.months_until(month) // every * every)


@cache
def _months_between_adaptations(month: Month, parameters: MaintenanceParameters) -> int:
    """How often amounts are adapted; kept for each month, since it holds for every title."""
    return parameters.indexation_months.on(month.first_day())


def _since(
    title: IndexedTitle, name: str, adaptation: Month | None, parameters: MaintenanceParameters
) -> Indexation:
    """The indexation from the month of an adaptation on; ``None``: from before the first one."""
    if adaptation is None:
        return Indexation()
    series, first = parameters.series[name], first_adaptation(title, parameters).plus(-1)
    index_month = wanted = adaptation.plus(-1)
    every = _months_between_adaptations(adaptation, parameters)
    while index_month > series.last_month:
        index_month = index_month.plus(-every)
    if index_month < first:
        return Indexation(published=False)
    index, start = series.of(index_month), start_index_in_series(title, name, parameters)
    if start is None or index is None:
        raise NotKnown(f"{name} for {min(index_month, start_month(title))}")
    return Indexation(index_month, index, start.points, published=index_month == wanted)

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
from functions.law.core.values import Cents, Coefficient, IndexPoints, Month, divide_half_up
from functions.law.maintenance.application import IndexationClause, StartIndex
from functions.law.maintenance.parameters import MaintenanceParameters

INDEXATION_BY_LAW = Source("civil_code", "203quater, § 1")


class IndexedTitle(Protocol):
    """What indexation needs of a title: its date, its clause, and the start index it may state."""

    @property
    def date(self) -> date: ...  # noqa: D102
    @property
    def indexation(self) -> IndexationClause: ...  # noqa: D102
    @property
    def start_index(self) -> StartIndex | None: ...  # noqa: D102


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
    """The month whose index is the start index: the month before the month of the title."""
    return Month.of(title.date).plus(-1)


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
    near = [month for month in months_near(title) if series.of(month) is not None]
    found = [month for month in near if is_index_of(typed, name, month, parameters)]
    if found:
        month = min(found, key=lambda one: _distance(typed, name, one, parameters))
        return UsedStart(StartPoints(series.figures[month]), month)
    coefficient = coefficient_to_series(name, typed, parameters)
    if coefficient is None:
        return None
    points = StartPoints(typed.figure * coefficient, Unit.COEFFICIENT.scale)
    return UsedStart(points, None, coefficient)


def months_near(title: IndexedTitle) -> tuple[Month, ...]:
    """The months whose index a title may print: the one before its own, its own, the next."""
    own = Month.of(title.date)
    return own.plus(-1), own, own.plus(1)


def is_index_of(
    typed: StartIndex, name: str, month: Month, parameters: MaintenanceParameters
) -> bool:
    """Whether a typed index of another base is the one that was published for that month.

    The consumer price index is compared with what was printed. Of the health index no such list
    exists: it is converted in one step and rounded half-up to two decimals. With 2025 = 100, it is
    recognised within a tolerance.
    """
    series = parameters.series[name]
    published = series.of(month)
    if published is None:
        return False
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
        return converted == published
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
    anniversary. Where that index is not published yet, the last amount that is known stays.

    Raises:
        NotKnown: the start index or the index of that year is not in the published series.
    """
    name = index_name(title.indexation, title.date, parameters)
    if name is None:
        return Indexation()
    every = _months_between_adaptations(month, parameters)
    periods = Month.of(title.date).months_until(month) // every
    return _since(title, name, (every, periods), parameters)


def indexations(
    title: IndexedTitle, months: Iterable[Month], parameters: MaintenanceParameters
) -> Iterator[tuple[Month, Indexation]]:
    """Each of the months, with how the amounts of a title are adapted in it.

    Months between two anniversaries share one indexation, which is looked up once.

    Raises:
        NotKnown: the start index or the index of a year is not in the published series.
    """
    name = index_name(title.indexation, title.date, parameters)
    start = Month.of(title.date)

    def since(month: Month) -> tuple[int, int]:
        """The months of a period, and how many periods have passed."""
        every = _months_between_adaptations(month, parameters)
        return every, start.months_until(month) // every

    for period, shared in groupby(months, key=since):
        adapted = Indexation() if name is None else _since(title, name, period, parameters)
        for month in shared:
            yield month, adapted


def published_later_than_due(
    title: IndexedTitle, month: Month, due_day: int | None, parameters: MaintenanceParameters
) -> bool:
    """Whether the index of an adaptation may still be unpublished on the due day of its month.

    Art. 203quater, § 1, al. 3: the new amount applies from the first due date after publication.
    A due day that is not given counts as early.
    """
    name = index_name(title.indexation, title.date, parameters)
    if name is None:
        return False
    every = _months_between_adaptations(month, parameters)
    since_title = Month.of(title.date).months_until(month)
    is_adapted = since_title > 0 and since_title % every == 0
    return is_adapted and (due_day or 1) <= parameters.index_published_by.on(month.first_day())


@cache
def _months_between_adaptations(month: Month, parameters: MaintenanceParameters) -> int:
    """How often amounts are adapted; kept for each month, since it holds for every title."""
    return parameters.indexation_months.on(month.first_day())


def _since(
    title: IndexedTitle, name: str, since: tuple[int, int], parameters: MaintenanceParameters
) -> Indexation:
    """The indexation from an anniversary on: the months of a period, and how many have passed."""
    every, periods = since
    if periods < 1:
        return Indexation()
    series, first_month = parameters.series[name], start_month(title)
    index_month = wanted = first_month.plus(every * periods)
    while index_month > series.last_month:
        index_month = index_month.plus(-every)
    if first_month.months_until(index_month) < every:
        return Indexation(published=False)
    index, start = series.of(index_month), start_index_in_series(title, name, parameters)
    if start is None or index is None:
        raise NotKnown(f"{name} for {min(index_month, first_month)}")
    return Indexation(index_month, index, start.points, published=index_month == wanted)

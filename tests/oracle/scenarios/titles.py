"""Random titles, their dates, their start indices and what they fix themselves."""

from datetime import date, timedelta

from functions.law.core.values import Month
from functions.law.maintenance.application import IndexationClause, StartIndex, Title, TitleKind
from tests.oracle import members
from tests.oracle.calendar_days import day_in, month_before, month_of, months_before, next_month
from tests.oracle.indexation import (
    HEALTH_INDEX_OF_2025,
    INDEXED_BY_LAW_FROM,
    PRINTED,
    PUBLISHED,
    TO_BASE_2013,
    cannot_be_converted,
    is_far_from_the_table,
    months_around,
    series_of,
)
from tests.oracle.money import whole_cents
from tests.oracle.scenarios.days import any_day

FIRST_TITLE = date(1993, 12, 1)
LONGEST_IN_MONTHS = 312
LAST_ADAPTATION = (2032, 12)
"""The last month of the longest schedule: a title that first adapts later is refused."""


def any_title(dice, application_date):
    kinds = [TitleKind.JUDGMENT] * 14 + [TitleKind.NOTARIAL_DEED] * 6
    kind = dice.choice([*kinds, TitleKind.PRIVATE_AGREEMENT, TitleKind.ORAL_AGREEMENT])
    day = any_title_date(dice, application_date)
    clauses = [*IndexationClause, IndexationClause.NOT_STATED, IndexationClause.NOT_STATED]
    indexation = dice.choice(clauses)
    title = Title(
        kind=kind,
        date=day,
        served=dice.random() < 0.95 if kind == TitleKind.JUDGMENT else None,
        indexation=indexation,
        start_index=None,
        due_day=dice.choice([None, None, 1, 2, 10, 11, 15, 28, 29, 30, 31, dice.randint(1, 31)]),
    )
    values = {name: getattr(title, name) for name in members.names_of(Title)}
    own = own_months(dice, title) if series_of(title) is not None else {}
    return Title(**{**values, **own, "start_index": any_start_index(dice, title)})


def any_title_date(dice, application_date):
    first = max(FIRST_TITLE, months_before(application_date, LONGEST_IN_MONTHS))
    choice = dice.random()
    if choice < 0.2:
        first = months_before(application_date, 14)
    elif choice < 0.5:
        first = max(first, months_before(application_date, 120))
    elif choice < 0.6:
        day = INDEXED_BY_LAW_FROM + timedelta(days=dice.randint(-3, 3))
        return min(day, application_date)
    day = any_day(dice, first, application_date)
    if dice.random() < 0.15:
        day = min(day_in((day.year, 1), day.day), application_date)
    return day


def own_months(dice, title):
    """The title's own yearly month, with or without its first adaptation or its index month."""
    if dice.random() < 0.75:
        return {}
    yearly = dice.choice([1, 2, title.date.month, dice.randint(1, 12)])
    first = None
    if dice.random() < 0.3:
        first = next_month(month_of(title.date))
        while first[1] != yearly or dice.random() < 0.3:
            first = next_month(first)
        first = first if first <= LAST_ADAPTATION else None
    start = dice.choice(months_around(month_of(title.date))) if dice.random() < 0.3 else None
    return members.filled(
        Title,
        title__yearly_month=yearly,
        title__first_adaptation=first and Month(*first),
        title__index_month=start and Month(*start),
    )


def any_start_index(dice, title):
    """Typed when the series does not reach that far back, and sometimes when it does."""
    series = series_of(title)
    if series is None:
        return None
    start = month_before(month_of(title.date))
    if start not in PUBLISHED[series]:
        return StartIndex(figure=dice.randint(11_000, 12_000), base_year=1988)
    if dice.random() < 0.55:
        return None
    month = dice.choice([start, start, *months_around(month_of(title.date))])
    month = month if month in PUBLISHED[series] else start
    figure, base = as_typed(dice, series, month)
    slip = dice.random()
    if slip < 0.3:
        figure += dice.choice([-2, -1, 1, 2, dice.randint(-250, 250)])
    elif slip < 0.32:
        figure = figure * dice.choice([80, 96, 104, 122]) // 100
    return StartIndex(figure=figure, base_year=base)


def as_typed(dice, series, month):
    """The figure of the month in hundredths, as printed in its time or on another base."""
    if series == "consumerPriceIndex" and month in PRINTED and dice.random() < 0.7:
        figure, base = PRINTED[month]
        return int(100 * figure), base
    base = dice.choice([2025, *(base for name, base in TO_BASE_2013 if name == series)])
    coefficient = TO_BASE_2013.get((series, base), HEALTH_INDEX_OF_2025)
    return whole_cents(100 * PUBLISHED[series][month] / coefficient), base


def refused(title):
    """Whether the start index must be asked again: far from the table, or in a base of no use."""
    return cannot_be_converted(title) or is_far_from_the_table(title)

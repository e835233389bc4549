"""Random titles, their dates and their start indices."""

from datetime import date, timedelta

from functions.law.maintenance.application import IndexationClause, StartIndex, Title, TitleKind
from tests.oracle.calendar_days import day_in, month_before, month_of, months_before
from tests.oracle.indexation import INDEXED_BY_LAW_FROM, PUBLISHED
from tests.oracle.scenarios.days import any_day

# About what an index of 2013 = 100 is worth on each base.
POINTS_PER_BASE = {2025: 0.739, 2013: 1.0, 2004: 1.22, 1996: 1.39, 1988: 1.7}


def any_title(dice, application_date):
    kinds = [TitleKind.JUDGMENT] * 14 + [TitleKind.NOTARIAL_DEED] * 6
    kind = dice.choice([*kinds, TitleKind.PRIVATE_AGREEMENT, TitleKind.ORAL_AGREEMENT])
    clauses = list(IndexationClause)
    day = any_title_date(dice, application_date)
    if application_date >= date(2016, 2, 1) or dice.random() < 0.05:
        clauses += [IndexationClause.NOT_STATED] * 2 + [IndexationClause.CONSUMER_PRICE_INDEX]
    else:  # the published series starts in 2015: earlier, the product must refuse
        clauses.remove(IndexationClause.CONSUMER_PRICE_INDEX)
    indexation = dice.choice(clauses)
    return Title(
        kind=kind,
        date=day,
        served=dice.random() < 0.95 if kind == TitleKind.JUDGMENT else None,
        indexation=indexation,
        start_index=any_start_index(dice, indexation, day),
        due_day=dice.choice([None, None, 1, 2, 15, 28, 29, 30, 31, dice.randint(1, 31)]),
    )


def any_title_date(dice, application_date):
    first = max(date(2004, 10, 1), months_before(application_date, 216))
    choice = dice.random()
    if choice < 0.2:
        first = months_before(application_date, 14)
    elif choice < 0.3:
        day = INDEXED_BY_LAW_FROM + timedelta(days=dice.randint(-3, 3))
        return min(day, application_date)
    day = any_day(dice, first, application_date)
    if dice.random() < 0.15:
        day = min(day_in((day.year, 1), day.day), application_date)
    return day


def any_start_index(dice, clause, day):
    """Typed when the series does not reach that far back, and sometimes when it does."""
    series = "healthIndex" if clause == IndexationClause.HEALTH_INDEX else "consumerPriceIndex"
    if clause == IndexationClause.NONE:
        return None
    if clause == IndexationClause.NOT_STATED and day < INDEXED_BY_LAW_FROM:
        return None
    if month_before(month_of(day)) in PUBLISHED[series] and dice.random() < 0.75:
        return None
    points = 70 + 2 * max(0, day.year - 1994)
    bases = [base for base in POINTS_PER_BASE if (series, base) != ("healthIndex", 2025)]
    base = dice.choice(bases)
    figure = int(points * 100 * POINTS_PER_BASE[base]) + dice.randint(-300, 300)
    return StartIndex(figure=figure, base_year=base)

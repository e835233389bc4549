"""How a maintenance amount follows the index: a second reading of the rules, kept plain."""

import csv
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from tests.naive.calendar_days import month_before, month_of
from tests.naive.money import euro, to_the_cent

INDEXED_BY_LAW_FROM = date(2010, 8, 1)
TO_BASE_2013 = {
    ("consumerPriceIndex", 2025): Fraction("1.35298"),
    ("consumerPriceIndex", 2013): Fraction(1),
    ("consumerPriceIndex", 2004): Fraction("0.8170"),
    ("consumerPriceIndex", 1996): Fraction("0.7109"),
    ("consumerPriceIndex", 1988): Fraction("0.5793"),
    ("healthIndex", 2013): Fraction(1),
    ("healthIndex", 2004): Fraction("0.8280"),
    ("healthIndex", 1996): Fraction("0.7278"),
    ("healthIndex", 1988): Fraction("0.6036"),
}
FOLDER = Path(__file__).parents[2] / "functions" / "parameters" / "indices"
FILES = {"consumerPriceIndex": "consumer_price_index.csv", "healthIndex": "health_index.csv"}


class UnknownFigure(Exception):
    """The facts give no figure for what is asked: any amount would be a guess."""


def read_series(name):
    published = {}
    with (FOLDER / FILES[name]).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            year, month = row["month"].split("-")
            published[int(year), int(month)] = Fraction(row["index_base_2013"])
    return published


PUBLISHED = {name: read_series(name) for name in FILES}
LAST_PUBLISHED = {name: max(PUBLISHED[name]) for name in FILES}


def series_of(title):
    """Which index the amount follows, or None."""
    if title.indexation == "notStated":
        return "consumerPriceIndex" if title.date >= INDEXED_BY_LAW_FROM else None
    if title.indexation == "none":
        return None
    return str(title.indexation)


def start_index(title, series):
    if title.start_index is not None:
        typed = Fraction(title.start_index.figure, 100)
        if (series, title.start_index.base_year) not in TO_BASE_2013:
            raise UnknownFigure(f"{series} on base {title.start_index.base_year}")
        return typed * TO_BASE_2013[series, title.start_index.base_year]
    month = month_before(month_of(title.date))
    if month not in PUBLISHED[series]:
        raise UnknownFigure(f"{series} of {month}")
    return PUBLISHED[series][month]


@lru_cache(maxsize=1_000)
def indexed(title, base_in_cents, month):
    """The maintenance of one child for a month, in euro."""
    base = euro(base_in_cents)
    series = series_of(title)
    if series is None:
        return base

    # The anniversary months of the title up to the month asked for, from its first on.
    anniversaries = []
    year = title.date.year + 1
    while (year, title.date.month) <= month:
        anniversaries.append((year, title.date.month))
        year += 1

    # The last one whose index is out; nothing is out yet: the amount of the title.
    for anniversary in reversed(anniversaries):
        index_month = month_before(anniversary)
        if index_month > LAST_PUBLISHED[series]:
            continue
        if index_month not in PUBLISHED[series]:
            raise UnknownFigure(f"{series} of {index_month}")
        index = PUBLISHED[series][index_month]
        return to_the_cent(base * index / start_index(title, series))
    return base

"""How a maintenance amount follows the index: a second reading of the rules, kept plain."""

import csv
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from tests.oracle.calendar_days import month_before, month_of, written
from tests.oracle.money import whole_cents

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
READ_UNTIL = {"consumerPriceIndex": (2026, 7), "healthIndex": (2026, 6)}
"""The last month of each index when these rules were read; a later one is left out."""
FOLDER = Path(__file__).parents[2] / "functions" / "parameters" / "indices"
FILES = {"consumerPriceIndex": "consumer_price_index.csv", "healthIndex": "health_index.csv"}


class UnknownFigure(Exception):
    """The facts give no figure for what is asked: any amount would be a guess."""


def read_series(name):
    published = {}
    with (FOLDER / FILES[name]).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            year, number = row["month"].split("-")
            month = (int(year), int(number))
            if month <= READ_UNTIL[name]:
                published[month] = Fraction(row["index_base_2013"])
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


@lru_cache(maxsize=1_000)
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
    """The maintenance of one child for a month, in cents."""
    series = series_of(title)
    if series is None:
        return base_in_cents
    # The last anniversary whose index is out; nothing is out yet: the amount of the title.
    for anniversary in reversed(anniversaries(title, month)):
        index_month = month_before(anniversary)
        if index_month > LAST_PUBLISHED[series]:
            continue
        return adapted(title, series, base_in_cents, index_month)
    return base_in_cents


def anniversaries(title, month):
    """The anniversary months of the title up to the month asked for, from its first on."""
    found = []
    year = title.date.year + 1
    while (year, title.date.month) <= month:
        found.append((year, title.date.month))
        year += 1
    return found


def adapted(title, series, base_in_cents, index_month):
    """Always from the amount of the title, never from the amount already adapted."""
    if index_month not in PUBLISHED[series]:
        raise UnknownFigure(f"{series} of {index_month}")
    index = PUBLISHED[series][index_month]
    return whole_cents(base_in_cents * index / start_index(title, series))


def index_is_out(title, month):
    """Whether the index of the last anniversary up to the month is published, if it needs one."""
    series = series_of(title)
    passed = anniversaries(title, month)
    return series is None or not passed or month_before(passed[-1]) <= LAST_PUBLISHED[series]


def maintenance_in(request):
    """The amount for one month, and each adaptation on the way."""
    base = request.monthly_maintenance
    month = tuple(request.month)
    return {
        "amount": indexed(request.title, base, month),
        "published": index_is_out(request.title, month),
        "adaptations": adaptations(request.title, base, month),
    }


def adaptations(title, base, month):
    """From which month, the month of the index, the index, the amount, whether it is out."""
    series = series_of(title)
    if series is None:
        return []
    rows = []
    kept = base
    for anniversary in anniversaries(title, month):
        index_month = month_before(anniversary)
        index = PUBLISHED[series].get(index_month)
        out = index_month <= LAST_PUBLISHED[series]
        if index is not None:
            kept = adapted(title, series, base, index_month)
        # Older than the series: no amount is known. Not out yet: the last known one is kept.
        amount = kept if index is not None or not out else None
        points = None if index is None else int(index * 100)
        rows.append((written(anniversary), written(index_month), points, amount, out))
    return rows

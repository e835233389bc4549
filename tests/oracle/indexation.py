"""How a maintenance amount follows the index: a second reading of the rules, kept plain."""

import csv
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from tests.oracle import members
from tests.oracle.calendar_days import month_before, month_of, next_month, written
from tests.oracle.money import whole_cents

INDEXED_BY_LAW_FROM = date(2010, 8, 1)
TO_BASE_2013 = {
    ("consumerPriceIndex", 2025): Fraction("1.35298"),
    ("consumerPriceIndex", 2013): Fraction(1),
    ("consumerPriceIndex", 2004): Fraction("0.8170"),
    ("consumerPriceIndex", 1996): Fraction("0.7109"),
    ("consumerPriceIndex", 1988): Fraction("0.5793"),
    ("consumerPriceIndex", 1981): Fraction("0.4282"),
    ("healthIndex", 2013): Fraction(1),
    ("healthIndex", 2004): Fraction("0.8280"),
    ("healthIndex", 1996): Fraction("0.7278"),
    ("healthIndex", 1988): Fraction("0.6036"),
}
# No official coefficient: the mean of the figures of 2025, good only to recognise a month.
HEALTH_INDEX_OF_2025 = Fraction("1.35584")
RECOGNISED_WITHIN = Fraction("0.02")
FAR_FROM_THE_TABLE = Fraction(3, 100)
PUBLISHED_BY_DAY = 10
"""By this day of a month the index of the month before is assumed to be in the Gazette."""
READ_UNTIL = {"consumerPriceIndex": (2026, 7), "healthIndex": (2026, 6)}
"""The last month of each index when these rules were read; a later one is left out."""
FOLDER = Path(__file__).parent / "figures"
FILES = {"consumerPriceIndex": "consumer_price_index.csv", "healthIndex": "health_index.csv"}
PRINTED_FILE = "consumer_price_index_as_published.csv"


class UnknownFigure(Exception):
    """The facts give no figure for what is asked: any amount would be a guess."""


def rows_of(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            year, number = row["month"].split("-")
            yield (int(year), int(number)), row


PUBLISHED = {
    name: {
        month: Fraction(row["index_base_2013"])
        for month, row in rows_of(file)
        if month <= READ_UNTIL[name]
    }
    for name, file in FILES.items()
}
LAST_PUBLISHED = {name: max(PUBLISHED[name]) for name in FILES}
# The consumer price index as it was printed in its time, with the base of that time.
PRINTED = {
    month: (Fraction(row["index"]), int(row["base_year"])) for month, row in rows_of(PRINTED_FILE)
}


def series_of(title):
    """Which index the amount follows, or None."""
    if title.indexation == "notStated":
        return "consumerPriceIndex" if title.date >= INDEXED_BY_LAW_FROM else None
    if title.indexation == "none":
        return None
    return str(title.indexation)


# The start index


@lru_cache(maxsize=1_000)
def start_index(title, series):
    if title.start_index is not None:
        month = month_that_prints(title, series)
        return converted(title, series) if month is None else PUBLISHED[series][month]
    month = members.asked(title, "title.index_month")
    month = month_before(month_of(title.date)) if month is None else tuple(month)
    if month not in PUBLISHED[series]:
        raise UnknownFigure(f"{series} of {month}")
    return PUBLISHED[series][month]


def converted(title, series):
    """The typed figure on the base of 2013, in one step and not rounded."""
    base = title.start_index.base_year
    if (series, base) not in TO_BASE_2013:
        raise UnknownFigure(f"{series} on base {base}")
    return Fraction(title.start_index.figure, 100) * TO_BASE_2013[series, base]


def month_that_prints(title, series):
    """The month, at most one from that of the title, whose figure was typed; or None."""
    typed = Fraction(title.start_index.figure, 100)
    base = title.start_index.base_year
    around = [one for one in months_around(month_of(title.date)) if one in PUBLISHED[series]]
    if base == 2013:
        return None
    if series == "healthIndex":
        if base == 2025:
            return month_nearest_to(typed, around)
        for month in around:
            if to_two_decimals(converted(title, series)) == PUBLISHED[series][month]:
                return month
        return None
    for month in around:
        if PRINTED.get(month) == (typed, base):
            return month
    return None


def months_around(month):
    return [month_before(month), month, next_month(month)]


def month_nearest_to(typed, around):
    """Of the health index on base 2025."""

    def distance(month):
        return abs(PUBLISHED["healthIndex"][month] / HEALTH_INDEX_OF_2025 - typed)

    near = [month for month in around if distance(month) <= RECOGNISED_WITHIN]
    return min(near, key=distance) if near else None


def to_two_decimals(figure):
    return Fraction(whole_cents(100 * figure), 100)


def cannot_be_converted(title):
    """Whether the typed index is on a base without a coefficient, and that of no month nearby."""
    series = series_of(title)
    if title.start_index is None or series is None:
        return False
    no_coefficient = (series, title.start_index.base_year) not in TO_BASE_2013
    return no_coefficient and month_that_prints(title, series) is None


def is_far_from_the_table(title):
    """Whether a typed start index is probably a slip, or on another base: it is asked again.

    Not where the title has a month of its own. True or False; None where it depends on which month
    is compared, that of the title or the one before it.
    """
    series = series_of(title)
    if title.start_index is None or series is None or has_own_month(title):
        return False
    month = month_of(title.date)
    known = [PUBLISHED[series].get(one) for one in (month_before(month), month)]
    try:
        typed = converted(title, series)
    except UnknownFigure:
        return False
    far = {abs(typed - one) > FAR_FROM_THE_TABLE * one for one in known if one is not None}
    if not far:
        return False
    return far.pop() if len(far) == 1 else None


def has_own_month(title):
    names = ("title.yearly_month", "title.first_adaptation", "title.index_month")
    return any(members.asked(title, name) is not None for name in names)


# The adaptations


@lru_cache(maxsize=4_000)
def indexed(title, base_in_cents, month):
    """The maintenance of one child for a month, in cents."""
    series = series_of(title)
    if series is None:
        return base_in_cents
    # The last adaptation whose index is out; none is out yet: the amount of the title.
    for adaptation in reversed(adaptation_months(title, month)):
        index_month = month_before(adaptation)
        if index_month > LAST_PUBLISHED[series]:
            continue
        return adapted(title, series, base_in_cents, index_month)
    return base_in_cents


@lru_cache(maxsize=1_000)
def adaptation_months(title, until):
    """The months from which the amount is a new one, up to the month asked for.

    Once a year, in the month of the title, or in the month that the title fixes. The first is the
    first such month at least twelve months after that of the title, or the one that it names.
    """
    own_first = members.asked(title, "title.first_adaptation")
    yearly = members.asked(title, "title.yearly_month")
    if yearly is None:
        yearly = title.date.month if own_first is None else tuple(own_first)[1]
    month = first_adaptation(title, yearly) if own_first is None else tuple(own_first)
    found = []
    while month <= until:
        found.append(month)
        month = next_month(month)
        while month[1] != yearly:
            month = next_month(month)
    return found


def first_adaptation(title, yearly):
    month = (title.date.year + 1, title.date.month)
    while month[1] != yearly:
        month = next_month(month)
    return month


def adapted(title, series, base_in_cents, index_month):
    """Always from the amount of the title, never from the amount already adapted."""
    if index_month not in PUBLISHED[series]:
        raise UnknownFigure(f"{series} of {index_month}")
    index = PUBLISHED[series][index_month]
    return whole_cents(base_in_cents * index / start_index(title, series))


def index_is_out(title, month):
    """Whether the index of the last adaptation up to the month is published, if it needs one."""
    series = series_of(title)
    passed = adaptation_months(title, month)
    return series is None or not passed or month_before(passed[-1]) <= LAST_PUBLISHED[series]


# A term that only lacks the new index


def is_missed(title, bases, month, received):
    """Whether a term was not paid in full, its new index apart while nobody is sure of it.

    In the month of an adaptation the index may still be absent from the Gazette on the due day:
    who paid the amount of the month before missed nothing.
    """
    due = sum(indexed(title, base, month) for base in bases)
    if index_may_be_absent(title, month):
        due = min(due, sum(indexed(title, base, month_before(month)) for base in bases))
    return received < due


def index_may_be_absent(title, month):
    if series_of(title) is None or month not in adaptation_months(title, month):
        return False
    return title.due_day is None or title.due_day <= PUBLISHED_BY_DAY


# One month, with what led to it


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
    for adaptation in adaptation_months(title, month):
        index_month = month_before(adaptation)
        index = PUBLISHED[series].get(index_month)
        out = index_month <= LAST_PUBLISHED[series]
        if index is not None:
            kept = adapted(title, series, base, index_month)
        # Older than the series: no amount is known. Not out yet: the last known one is kept.
        amount = kept if index is not None or not out else None
        points = None if index is None else int(index * 100)
        rows.append((written(adaptation), written(index_month), points, amount, out))
    return rows

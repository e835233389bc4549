"""Days and months counted in the plainest way. A month is a pair (year, month)."""

from datetime import date, timedelta
from functools import cache, lru_cache

ONE_DAY = timedelta(days=1)


def month_of(day):
    return (day.year, day.month)


def next_month(month):
    year, number = month
    return (year + 1, 1) if number == 12 else (year, number + 1)


def month_before(month):
    year, number = month
    return (year - 1, 12) if number == 1 else (year, number - 1)


@cache
def last_day(month):
    year, number = next_month(month)
    return date(year, number, 1) - ONE_DAY


@cache
def day_in(month, number):
    """The day with that number, or the last day of a shorter month."""
    return date(*month, min(number, last_day(month).day))


def months_before(day, count):
    month = month_of(day)
    for _ in range(count):
        month = month_before(month)
    return day_in(month, day.day)


def months_after(day, count):
    month = month_of(day)
    for _ in range(count):
        month = next_month(month)
    return day_in(month, day.day)


@lru_cache(maxsize=10_000)
def birthday(birth_date, age):
    """Somebody born on 29 February has the birthday on the 28th in a common year."""
    return day_in((birth_date.year + age, birth_date.month), birth_date.day)


def written(month):
    return f"{month[0]:04d}-{month[1]:02d}"

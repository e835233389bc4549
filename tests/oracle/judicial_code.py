"""How days, working days and months are counted (Judicial Code, arts 48 to 54), day by day."""

from datetime import date
from functools import cache

from tests.oracle.calendar_days import ONE_DAY, last_day, month_of, next_month

SUNDAY = 6

# The first full moon of spring for each of the nineteen years of the moon's cycle, as the church
# tables give it for the years 1900 to 2199.
FULL_MOON_OF_SPRING = [
    (4, 14), (4, 3), (3, 23), (4, 11), (3, 31), (4, 18), (4, 8), (3, 28), (4, 16), (4, 5),
    (3, 25), (4, 13), (4, 2), (3, 22), (4, 10), (3, 30), (4, 17), (4, 7), (3, 27),
]  # fmt: skip


def easter(year):
    """The first Sunday after the first full moon of spring."""
    assert 1900 <= year <= 2199
    day = date(year, *FULL_MOON_OF_SPRING[year % 19]) + ONE_DAY
    while day.weekday() != SUNDAY:
        day += ONE_DAY
    return day


@cache
def holidays(year):
    """The ten legal holidays by name, so that a test can ask for each; two may be the same day."""
    sunday = easter(year)
    return {
        "New Year": date(year, 1, 1),
        "Easter Monday": sunday + 1 * ONE_DAY,
        "1 May": date(year, 5, 1),
        "Ascension": sunday + 39 * ONE_DAY,
        "Whit Monday": sunday + 50 * ONE_DAY,
        "21 July": date(year, 7, 21),
        "Assumption": date(year, 8, 15),
        "All Saints": date(year, 11, 1),
        "Armistice": date(year, 11, 11),
        "Christmas": date(year, 12, 25),
    }


def is_working_day(day):
    return day.weekday() < 5 and day not in holidays(day.year).values()


def moved_to_working_day(day):
    """A last day that is no working day moves to the next one (art. 53)."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def last_of_days(event, count):
    """A term of days runs from the day after the event, and its last day is included (art. 52)."""
    day = event
    for _ in range(count):
        day += ONE_DAY
    return day


def last_of_months(event, count):
    """From a day number to the eve of the same day number (art. 54), read to the letter.

    The term starts on the day after the event. Its last day is the eve of the same day number so
    many months later; the last day of the month where that month has no such day. So a term that
    starts on the 1st, after an event on the last day of a month, ends on the last day of a month.
    """
    return last_of_months_with_first_day(event + ONE_DAY, count)


def last_of_months_with_first_day(first, count):
    """The same, where the day of the event is itself the first day of the term."""
    month = month_of(first)
    for _ in range(count):
        month = next_month(month)
    if first.day > last_day(month).day:
        return last_day(month)
    return date(*month, first.day) - ONE_DAY


def last_of_years(event, count):
    """Years are counted as months are (art. 54)."""
    return last_of_months(event, 12 * count)


def working_day_after(event, count):
    """A later working day is found by counting each day on the way (art. 53bis)."""
    day = event
    passed = 0
    while passed < count:
        day += ONE_DAY
        if is_working_day(day):
            passed += 1
    return day


def next_working_day_if_off(day):
    """For a term that does not move: the working day on which it would end if it did, or None."""
    moved = moved_to_working_day(day)
    return None if moved == day else moved

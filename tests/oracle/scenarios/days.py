"""Dice, and the days that random cases choose from: ends of months, leap days, holidays."""

import random
from datetime import date, timedelta

from tests.oracle.calendar_days import last_day, month_of
from tests.oracle.judicial_code import holidays

LEGAL_DAYS = [
    date(2010, 8, 1),
    date(2015, 1, 1),
    date(2020, 6, 1),
    date(2026, 7, 1),
    date(2027, 12, 31),
]


def dice_for(seed, number):
    """The same seed and number always give the same case."""
    return random.Random(f"{seed}:{number}")  # noqa: S311 - cases to test with, no secret


def any_day(dice, first, last):
    """A day of the period; often the end of a month, a leap day or the eve of a legal date."""
    day = first + timedelta(days=dice.randint(0, (last - first).days))
    edge = dice.random()
    if edge < 0.15:
        day = last_day(month_of(day))
    elif edge < 0.25:
        day = day.replace(day=1)
    elif edge < 0.32:
        day = date(dice.choice([2008, 2012, 2016, 2020, 2024]), 2, 29)
    elif edge < 0.42:
        day = dice.choice(LEGAL_DAYS) + timedelta(days=dice.randint(-1, 1))
    return min(max(day, first), last)


def any_day_of_a_term(dice, first, last):
    """A day from which a term runs: often near a holiday or the end of a month."""
    choice = dice.random()
    if choice < 0.5:
        return any_day(dice, first, last)
    year = dice.randint(first.year, last.year)
    near = dice.choice(list(holidays(year).values()))
    # A term of 3 working days, 15 or 30 days, one, three or four months ends there.
    ahead = dice.choice([0, 3, 15, 30, 31, 61, 92, 123]) + dice.randint(-4, 4)
    return min(max(near - timedelta(days=ahead), first), last)


def sometimes_outside(dice, day, first, last):
    """One in two hundred lies just out of the known time, which the product must refuse."""
    if dice.random() < 0.005:
        return dice.choice([first - timedelta(days=1), last + timedelta(days=1)])
    return day

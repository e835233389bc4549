"""Working days: no Saturday, no Sunday, no legal holiday (Judicial Code, arts 48 to 54)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHolidays:
    """The legal holidays: those on a fixed day (month, day) and those that follow Easter Sunday."""

    fixed: frozenset[tuple[int, int]]
    days_after_easter: frozenset[int]

    def include(self, day: date) -> bool:
        """Whether that day is a legal holiday."""
        after_easter = (day - easter_sunday(day.year)).days
        return (day.month, day.day) in self.fixed or after_easter in self.days_after_easter


def easter_sunday(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar (the Meeus, Jones and Butcher method).

    >>> easter_sunday(2026)
    datetime.date(2026, 4, 5)
    """
    moon = year % 19
    century, of_century = divmod(year, 100)
    leaps, leap_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * moon + century - leaps - correction + 15) % 30
    quarters, quarter_rest = divmod(of_century, 4)
    weekday = (32 + 2 * leap_rest + 2 * quarters - epact - quarter_rest) % 7
    shift = (moon + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def is_working_day(day: date, holidays: LegalHolidays) -> bool:
    """Whether people work on that day."""
    return day.weekday() < SATURDAY and not holidays.include(day)


def working_day_from(day: date, holidays: LegalHolidays) -> date:
    """That day, or the next working day if it is none (art. 53)."""
    while not is_working_day(day, holidays):
        day += ONE_DAY
    return day


def working_day_after(day: date, number: int, holidays: LegalHolidays) -> date:
    """The ``number``-th working day after a day, which itself does not count."""
    for _ in range(number):
        day = working_day_from(day + ONE_DAY, holidays)
    return day

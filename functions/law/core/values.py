"""The values the law computes with: whole cents, whole hundredths, months and dates.

Every figure is an integer in the smallest unit of its kind, so that no result ever
depends on how a machine represents a fraction. The classes only name the unit: they
show the serializer and the page how to write a figure, and the arithmetic stays plain ``int``.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, Self, TypeAlias

MONTHS_IN_YEAR = 12


class Cents(int):
    """An amount of money in euro cents."""

    __slots__ = ()


class BasisPoints(int):
    """A percentage in hundredths of a percent: 13 % is 1300."""

    __slots__ = ()


class IndexPoints(int):
    """A price index in hundredths of a point: 127.11 is 12711."""

    __slots__ = ()


class Coefficient(int):
    """A conversion coefficient between two index bases, in hundred-thousandths."""

    __slots__ = ()


class Month(NamedTuple):
    """A calendar month, the period that one maintenance term covers.

    >>> str(Month(2026, 11).plus(3))
    '2027-02'
    >>> Month(2024, 2).day(31)
    datetime.date(2024, 2, 29)
    """

    year: int
    month: int

    @property
    def number(self) -> int:
        """How many months lie before it, counted from the year 0."""
        return self.year * MONTHS_IN_YEAR + self.month - 1

    @classmethod
    def of(cls, day: date) -> Self:
        """The month in which a day lies."""
        return tuple.__new__(cls, (day.year, day.month))

    def plus(self, months: int) -> Self:
        """The month that lies ``months`` later (earlier when negative)."""
        year, month = self
        year, month = divmod(year * MONTHS_IN_YEAR + month - 1 + months, MONTHS_IN_YEAR)
        return tuple.__new__(type(self), (year, month + 1))

    def onward(self, count: int) -> Iterator[Self]:
        """This month and those after it, ``count`` in all."""
        first = self.number
        for number in range(first, first + count):
            year, month = divmod(number, MONTHS_IN_YEAR)
            yield tuple.__new__(type(self), (year, month + 1))

    def months_until(self, other: Month) -> int:
        """How many months lie between this month and ``other``; negative when it is earlier."""
        return (other.year - self.year) * MONTHS_IN_YEAR + other.month - self.month

    def day(self, number: int) -> date:
        """The day of this month with that number, or its last day where the month is shorter."""
        try:
            return date(self.year, self.month, number)
        except ValueError:
            last = calendar.monthrange(self.year, self.month)[1]
            return date(self.year, self.month, min(number, last))

    def first_day(self) -> date:
        """The first day of this month."""
        return date(self.year, self.month, 1)

    def __str__(self) -> str:
        """The month as ISO 8601 writes it, ``2026-11``."""
        return f"{self.year:04d}-{self.month:02d}"


def add_months(day: date, months: int) -> date:
    """The same day number ``months`` later, or the last day where that month is shorter.

    Judicial Code, art. 54: where the month has no such day, its last day counts.

    >>> add_months(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    return Month.of(day).plus(months).day(day.day)


def add_years(day: date, years: int) -> date:
    """The same day ``years`` later; for 29 February in a common year, 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return add_months(day, MONTHS_IN_YEAR * years)


def divide_half_up(numerator: int, denominator: int) -> int:
    """A quotient rounded to the nearest whole, halves away from zero. The one place of rounding.

    >>> divide_half_up(5, 2), divide_half_up(-5, 2), divide_half_up(7, 3)
    (3, -3, 2)
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    whole, rest = divmod(abs(numerator), denominator)
    rounded = whole + (1 if rest * 2 >= denominator else 0)
    return rounded if numerator >= 0 else -rounded


def share(amount: int, rate: int) -> int:
    """The part of an amount in cents that a rate in basis points gives, half-up to the cent."""
    return divide_half_up(amount * rate, 10_000)


def split_equally(amount: int, parts: int) -> tuple[int, ...]:
    """An amount in cents split into equal parts that add up to it; spare cents go to the first.

    >>> split_equally(100, 3)
    (34, 33, 33)
    """
    each, spare = divmod(amount, parts)
    return tuple(each + (1 if part < spare else 0) for part in range(parts))


Value: TypeAlias = Cents | BasisPoints | IndexPoints | Coefficient | Month | date | bool | int | str
"""What a step of an explanation may hold; a ``str`` is a code that each language words."""

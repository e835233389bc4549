"""Writes amounts, percentages, dates and months the way of a language.

The pieces (decimal comma, place of the euro sign, names of the months) are words of the language,
in ``<language>/writing.toml``; here is only how they are put together. Whole numbers throughout.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from functions.law.core.values import BasisPoints, Cents, Coefficient, IndexPoints, Month

MONTHS_OF_THE_YEAR = range(1, 13)
DAYS_OF_THE_WEEK = range(1, 8)
COEFFICIENT_DECIMALS = 5
WHOLE_EURO = 100
FEWEST_COEFFICIENT_DECIMALS = 4
THOUSAND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleFormats:
    """How a language writes figures. The patterns hold ``{number}``, ``{day}``, ``{month}``..."""

    thousands: str
    decimal: str
    amount: str
    percent: str
    day: str
    first_day: str
    month: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    full_day: str
    singular: frozenset[int]
    """The counts that take the singular: 1, and in French 0 as well."""


def locale_formats(words: Mapping[str, str]) -> LocaleFormats:
    """The style of a language from its ``writing`` words."""
    return LocaleFormats(
        thousands=words["thousands"],
        decimal=words["decimal"],
        amount=words["amount"],
        percent=words["percent"],
        day=words["day"],
        first_day=words["first_day"],
        month=words["month"],
        months=tuple(words[f"months.{number}"] for number in MONTHS_OF_THE_YEAR),
        weekdays=tuple(words[f"weekdays.{number}"] for number in DAYS_OF_THE_WEEK),
        short_weekdays=tuple(words["short_weekdays"].split()),
        full_day=words["full_day"],
        singular=frozenset(int(count) for count in words["singular"].split()),
    )


def format_value(style: LocaleFormats, value: int | Month | date) -> str:
    """A figure with its unit, as a reader of the language expects it."""
    match value:
        case Cents():
            return style.amount.format(number=_decimal(style, value, 2))
        case BasisPoints():
            return style.percent.format(number=_shortest(style, value, 2, 0))
        case IndexPoints():
            return _decimal(style, value, 2)
        case Coefficient():
            return _shortest(style, value, COEFFICIENT_DECIMALS, FEWEST_COEFFICIENT_DECIMALS)
        case int():
            return _decimal(style, value, 0)
        case _:
            return _calendar(style, value)


def format_amount(style: LocaleFormats, amount: Cents) -> str:
    """An amount without its unit, for where the unit is beside it."""
    return _decimal(style, amount, 2)


def format_short(style: LocaleFormats, amount: Cents) -> str:
    """An amount with its unit, without decimals where it is a whole number of euros."""
    euros, cents = divmod(amount, WHOLE_EURO)
    if cents:
        return format_value(style, amount)
    return style.amount.format(number=_decimal(style, euros, 0))


def format_full_day(style: LocaleFormats, day: date) -> str:
    """A day with its weekday."""
    return style.full_day.format(
        weekday=style.weekdays[day.weekday()], day=format_value(style, day)
    )


def _calendar(style: LocaleFormats, value: Month | date) -> str:
    """A day or a month, the month by its name."""
    month = style.months[value.month - 1]
    if isinstance(value, Month):
        return style.month.format(month=month, year=value.year)
    pattern = style.first_day if value.day == 1 else style.day
    return pattern.format(day=value.day, month=month, year=value.year)


def _decimal(style: LocaleFormats, figure: int, decimals: int) -> str:
    """A whole number of smallest units with its decimals and thousands separated."""
    whole, rest = divmod(abs(figure), 10**decimals)
    sign = "-" if figure < 0 else ""
    text = f"{sign}{whole}" if whole < THOUSAND else sign + _in_thousands(style, whole)
    return f"{text}{style.decimal}{rest:0{decimals}d}" if decimals else text


def _in_thousands(style: LocaleFormats, whole: int) -> str:
    return f"{whole:,}".replace(",", style.thousands)


def _shortest(style: LocaleFormats, figure: int, decimals: int, fewest: int) -> str:
    """The same without the zeros at the end, down to ``fewest`` decimals."""
    while decimals > fewest and figure % 10 == 0:
        figure, decimals = figure // 10, decimals - 1
    return _decimal(style, figure, decimals)

"""Writes amounts, percentages, dates and months the way of a language.

The pieces (decimal comma, place of the euro sign, names of the months) are words of the language,
in ``<language>/writing.toml``; here is only how they are put together. Whole numbers throughout.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from functions.law.core.values import BasisPoints, Cents, Coefficient, IndexPoints, Month

MONTHS_OF_THE_YEAR = range(1, 13)
DAYS_OF_THE_WEEK = range(1, 8)
COEFFICIENT_DECIMALS = 5
WHOLE = 100
HUNDREDTHS = 2
FEWEST_COEFFICIENT_DECIMALS = 4
THOUSAND = 1000
NUMBER = "{number}"


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
    typed_day: str
    typed_month: str
    singular: frozenset[int]
    """The counts that take the singular: 1, and in French 0 as well."""
    writers: Mapping[type, Callable[[Any], str]] = field(init=False, repr=False, compare=False)
    """How a figure of each type is written."""

    def __post_init__(self) -> None:
        """Prepare what does not depend on the figure."""
        object.__setattr__(self, "writers", _writers(self))


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
        typed_day=words["typed_day"],
        typed_month=words["typed_month"],
        singular=frozenset(int(count) for count in words["singular"].split()),
    )


def format_value(style: LocaleFormats, value: int | Month | date) -> str:
    """A figure with its unit, as a reader of the language expects it."""
    return style.writers[type(value)](value)


def format_amount(style: LocaleFormats, amount: Cents) -> str:
    """An amount without its unit, for where the unit is beside it."""
    return _decimal(style, amount, 2)


def format_short(style: LocaleFormats, amount: Cents) -> str:
    """An amount with its unit, without decimals where it is a whole number of euros."""
    euros, cents = divmod(amount, WHOLE)
    if cents:
        return format_value(style, amount)
    return style.amount.format(number=_decimal(style, euros, 0))


def format_full_day(style: LocaleFormats, day: date) -> str:
    """A day with its weekday."""
    return style.full_day.format(
        weekday=style.weekdays[day.weekday()], day=format_value(style, day)
    )


def format_typed(style: LocaleFormats, value: int | Month | date) -> str:
    """A value as a reader of the language types it in a field, which shows its unit."""
    match value:
        case date():
            return style.typed_day.format(
                day=f"{value.day:02}", month=f"{value.month:02}", year=value.year
            )
        case Month():
            return style.typed_month.format(month=f"{value.month:02}", year=value.year)
        case Cents() | BasisPoints():
            whole, rest = divmod(value, WHOLE)
            return f"{whole}{style.decimal}{rest:02}" if rest else str(whole)
        case IndexPoints():
            whole, rest = divmod(value, WHOLE)
            return f"{whole}{style.decimal}{rest:02}"
        case _:
            return str(value)


def _writers(style: LocaleFormats) -> Mapping[type, Callable[[Any], str]]:
    before_amount, after_amount = style.amount.split(NUMBER)
    cents = tuple(f"{style.decimal}{rest:02}{after_amount}" for rest in range(WHOLE))
    before_percent, after_percent = style.percent.split(NUMBER)
    months = tuple(style.month.format(month=name, year="{}") for name in style.months)
    days, first_days = (
        tuple(pattern.format(day="{0}", month=name, year="{1}") for name in style.months)
        for pattern in (style.day, style.first_day)
    )

    def amount(value: int) -> str:
        euros, rest = divmod(abs(value), WHOLE)
        number = euros if euros < THOUSAND else _in_thousands(style, euros)
        return f"{before_amount}{'-' if value < 0 else ''}{number}{cents[rest]}"

    def percentage(value: int) -> str:
        return f"{before_percent}{_shortest(style, value, HUNDREDTHS, 0)}{after_percent}"

    def index(value: int) -> str:
        return _decimal(style, value, HUNDREDTHS)

    def coefficient(value: int) -> str:
        return _shortest(style, value, COEFFICIENT_DECIMALS, FEWEST_COEFFICIENT_DECIMALS)

    def count(value: int) -> str:
        return str(value) if 0 <= value < THOUSAND else _decimal(style, value, 0)

    def month(value: Month) -> str:
        year, number = value
        return months[number - 1].format(year)

    def day(value: date) -> str:
        number = value.day
        patterns = first_days if number == 1 else days
        return patterns[value.month - 1].format(number, value.year)

    return {
        Cents: amount,
        BasisPoints: percentage,
        IndexPoints: index,
        Coefficient: coefficient,
        int: count,
        Month: month,
        date: day,
    }


def _decimal(style: LocaleFormats, figure: int, decimals: int) -> str:
    """A whole number of smallest units with its decimals and thousands separated."""
    if figure < 0:
        return f"-{_decimal(style, -figure, decimals)}"
    whole, rest = divmod(figure, 10**decimals)
    text = str(whole) if whole < THOUSAND else _in_thousands(style, whole)
    return f"{text}{style.decimal}{rest:0{decimals}d}" if decimals else text


def _in_thousands(style: LocaleFormats, whole: int) -> str:
    return f"{whole:,}".replace(",", style.thousands)


def _shortest(style: LocaleFormats, figure: int, decimals: int, fewest: int) -> str:
    """The same without the zeros at the end, down to ``fewest`` decimals."""
    while decimals > fewest and figure % 10 == 0:
        figure, decimals = figure // 10, decimals - 1
    return _decimal(style, figure, decimals)

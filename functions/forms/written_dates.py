"""Reads a date or a month as people write it: 15/03/2022, 15 mars 2022, March 15, 2022."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

from functions.forms.errors import ParseErrorCode
from functions.forms.numbers import ParseError, calendar_date, calendar_month
from functions.law.core.values import Month

MONTHS = (
    "janvier januari januar january",
    "fevrier februari februar february",
    "mars maart mrt marz mrz march",
    "avril april",
    "mai mei may",
    "juin juni june",
    "juillet juli july",
    "aout augustus august",
    "septembre september",
    "octobre oktober october",
    "novembre november",
    "decembre december dezember",
)
"""The names of the months in the four languages, without accents."""
WEEKDAYS = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "monday tuesday wednesday thursday friday saturday sunday",
)
UNUSED = frozenset(" ".join((*WEEKDAYS, "le du the of op den der am")).split())
"""Words beside a date that say nothing more of it."""
SEPARATORS = re.compile(r"[\s/.,\-\u2010-\u2015\u2212]+")
ORDINAL = re.compile(r"([0-9]{1,2})(?:er|e|de|ste|te|st|nd|rd|th)")
DIGITS = re.compile(r"[0-9]+")
YEAR_FIRST = re.compile(r"(?:19|20)[0-9]{2}(?!19|20)[0-9]{4}")
"""Eight digits that begin with a year of our time and do not end with one: 20240229."""
SHORTEST_NAME = 3
YEAR_DIGITS, SHORT_YEAR_DIGITS = 4, 2
LATEST_SHORT_YEAR = 50
"""Two digits up to this one are shown back as a year of this century."""


def written_date(text: str) -> date:
    """The date of a text.

    Raises:
        ParseError: it is no date, the calendar has no such day, or its year has two digits.
    """
    parts = _parts(text)
    whole = (4, 2, 2) if YEAR_FIRST.fullmatch(parts[0] if parts else "") else (2, 2, 4)
    parts = _joined_digits(parts, whole, (2, 2, 2))
    match parts:
        case [year, month, day] if _is_year(year) and (number := _number(month)):
            return _date(day, number, year)
        case [name, day, year] if not DIGITS.fullmatch(name) and (number := _number(name)):
            return _date(day, number, year)
        case [day, month, year] if number := _number(month):
            return _date(day, number, year)
    raise ParseError(ParseErrorCode.NOT_A_DATE)


def written_month(text: str) -> Month:
    """The month of a text.

    Raises:
        ParseError: it is no month, the calendar has no such one, or its year has two digits.
    """
    match _joined_digits(_parts(text), (2, 4)):
        case [year, month] if _is_year(year) and (number := _number(month)):
            return calendar_month(year, number)
        case [month, year] if _is_year(year) and (number := _number(month)):
            return calendar_month(year, number)
        case [month, year] if _is_short_year(year) and (number := _number(month)):
            suggested = calendar_month(_century(year), number)
            raise ParseError(ParseErrorCode.SHORT_YEAR, {"month": suggested})
    raise ParseError(ParseErrorCode.NOT_A_MONTH)


def _date(day: str, month: str, year: str) -> date:
    if not (DIGITS.fullmatch(day) and len(day) <= SHORT_YEAR_DIGITS):
        raise ParseError(ParseErrorCode.NOT_A_DATE)
    if _is_short_year(year):
        suggested = calendar_date(_century(year), month, day)
        raise ParseError(ParseErrorCode.SHORT_YEAR, {"day": suggested})
    if not _is_year(year):
        raise ParseError(ParseErrorCode.NOT_A_DATE)
    return calendar_date(year, month, day)


def _parts(text: str) -> list[str]:
    """What the text consists of: numbers and the names of months, in its order."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = (word for word in SEPARATORS.split(plain) if word)
    return [
        ORDINAL.sub(r"\1", word) if ORDINAL.fullmatch(word) else word
        for word in words
        if word not in UNUSED
    ]


def _joined_digits(parts: list[str], *shapes: tuple[int, ...]) -> list[str]:
    """A single run of digits cut into the numbers that it holds; anything else as it is."""
    if len(parts) != 1 or not DIGITS.fullmatch(parts[0]):
        return parts
    digits = parts[0]
    for shape in shapes:
        if sum(shape) == len(digits):
            starts = [sum(shape[:place]) for place in range(len(shape))]
            return [
                digits[start : start + length] for start, length in zip(starts, shape, strict=True)
            ]
    return parts


def _is_year(text: str) -> bool:
    return len(text) == YEAR_DIGITS and DIGITS.fullmatch(text) is not None


def _is_short_year(text: str) -> bool:
    return len(text) == SHORT_YEAR_DIGITS and DIGITS.fullmatch(text) is not None


def _century(year: str) -> str:
    return f"{'20' if int(year) <= LATEST_SHORT_YEAR else '19'}{year}"


@cache
def _number(text: str) -> str | None:
    """The number of a month, given as such or by the beginning of the only name that has it."""
    if DIGITS.fullmatch(text):
        return text if len(text) <= SHORT_YEAR_DIGITS else None
    if len(text) < SHORTEST_NAME:
        return None
    found = [
        number
        for number, names in enumerate(MONTHS, start=1)
        if any(name.startswith(text) for name in names.split())
    ]
    return str(found[0]) if len(found) == 1 else None

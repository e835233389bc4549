"""Marked values, one for each answer: words, amounts and days that occur nowhere else."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from urllib.parse import unquote_plus

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import Month

WORD = re.compile("qvx[bcdfghjklmnprstwz]{9}")
LETTERS = "bcdfghjklmnprstwz"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
GROUPS = re.compile("(?<=[0-9])[\u00a0\u202f\u2009 .,'](?=[0-9])")
SPACES = re.compile(r"\s+")
LONGEST_SHIFT = 20
BORN, DAYS = date(1951, 1, 1), 7000
"""Days that occur nowhere else."""
LARGEST_INDEX = 999
FIGURE = "figure"
"""The member that is an index, and no amount."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that was typed, in the answer of that name; ``forms`` are its ways to be written."""

    name: str
    forms: tuple[str, ...]


class Marks:
    """Makes marked documents out of ordinary ones; the same seed makes the same ones."""

    def __init__(self, seed: int, codes: frozenset[str]) -> None:
        """``codes`` are the texts that say which option is chosen: they stay."""
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._codes = codes

    def choice(self, options: Iterable[Any]) -> Any:
        """One of these."""
        return self._chance.choice(tuple(options))

    def key(self) -> str:
        """A key that no other request has, in the shape of a UUID."""
        digits = f"{self._chance.getrandbits(128):032x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def word(self, name: str) -> tuple[str, Mark]:
        """A word of no language."""
        text = "qvx" + "".join(self._chance.choices(LETTERS, k=9))
        return text, Mark(name, (text,))

    def day(self, name: str) -> tuple[str, Mark]:
        """A day on which somebody may be born, as people write it."""
        found = BORN + timedelta(self._chance.randrange(DAYS))
        return f"{found:%d/%m/%Y}", Mark(name, forms_of_day(found))

    def number(self, name: str) -> tuple[int, Mark]:
        """A whole number of seven digits."""
        found = self._chance.randrange(1_000_001, 9_899_998) | 1
        return found, Mark(name, (str(found),))

    def good(self, document: Any, name: str = "") -> tuple[Any, list[Mark]]:
        """The document with marked words, amounts and days that can be such answers."""
        return self._each(document, name, self._good)

    def wrong(self, document: Any, name: str = "") -> tuple[Any, list[Mark]]:
        """The document with a word in the place of every answer, codes and numbers too."""
        return self._each(document, name, lambda _, place: self._one(self.word(place)))

    def wrong_numbers(self, document: Any, name: str = "") -> tuple[Any, list[Mark]]:
        """The document with numbers that are too large, below nothing, or no text."""
        return self._each(document, name, self._wrong_number)

    def _each(self, node: Any, name: str, change: Any) -> tuple[Any, list[Mark]]:
        made: list[Mark] = []
        if isinstance(node, Mapping):
            inside = {}
            for member, entry in node.items():
                inside[member], marks = self._each(
                    entry, f"{name}.{member}" if name else member, change
                )
                made += marks
            return inside, made
        if isinstance(node, list):
            rows = [self._each(entry, f"{name}[{row}]", change) for row, entry in enumerate(node)]
            return [entry for entry, _ in rows], [mark for _, marks in rows for mark in marks]
        return change(node, name)

    @staticmethod
    def _one(found: tuple[Any, Mark]) -> tuple[Any, list[Mark]]:
        return found[0], [found[1]]

    def _good(self, answer: Any, name: str) -> tuple[Any, list[Mark]]:
        if not isinstance(answer, str) or answer in self._codes:
            return answer, []
        if DAY.fullmatch(answer):
            shift = timedelta(self._chance.randrange(LONGEST_SHIFT))
            day = date.fromisoformat(answer) - shift
            return day.isoformat(), [Mark(name, forms_of_day(day))]
        if match := MONTH.fullmatch(answer):
            month = Month(int(match[1]), int(match[2]))
            return answer, [Mark(name, forms_of_month(month))]
        if DECIMAL.fullmatch(answer):
            return self._decimal(name)
        if "@" in answer:
            text, mark = self.word(name)
            return f"{text}@{text}.example", [mark]
        return self._one(self.word(name))

    def _decimal(self, name: str) -> tuple[str, list[Mark]]:
        whole = self._chance.randrange(10_001, 98_999)
        if name.rpartition(".")[2] == FIGURE:
            whole = self._chance.randrange(101, LARGEST_INDEX)
        cents = self._chance.randrange(11, 99, 2)
        return f"{whole}.{cents}", [Mark(name, (f"{whole}{cents}",))]

    def _wrong_number(self, answer: Any, name: str) -> tuple[Any, list[Mark]]:
        number, mark = self.number(name)
        if isinstance(answer, bool) or not isinstance(answer, int | str):
            return answer, []
        if isinstance(answer, int):
            return number, [mark]
        if DECIMAL.fullmatch(answer):
            whole, cents = divmod(number, 100)
            return self.choice((f"-{whole}.{cents:02}", number / 100)), [mark]
        if DAY.fullmatch(answer):
            return f"{number}-13-45", [mark]
        return answer, []


@cache
def forms_of_day(day: date) -> tuple[str, ...]:
    """The ways to write a day: as machines do, as people type it, and in words."""
    figures = (
        f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%Y%m%d}",
    )  # fmt: skip
    return (*figures, *(_plain(catalog_of(language).format(day)) for language in LANGUAGES))


@cache
def forms_of_month(month: Month) -> tuple[str, ...]:
    """The ways to write a month."""
    figures = (f"{month.year}-{month.month:02}", f"{month.month:02}/{month.year}")
    return (*figures, *(_plain(catalog_of(language).format(month)) for language in LANGUAGES))


def _plain(text: str) -> str:
    return SPACES.sub(" ", text).lower()


def readings(text: str) -> Iterator[str]:
    """A text without the escapes of addresses and pages, and with figures joined."""
    plain = _plain(text)
    yield plain
    opened = _plain(html.unescape(unquote_plus(plain)))
    if opened != plain:
        yield opened
    yield GROUPS.sub("", opened)


def found(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """Which marks a text holds, in whatever form."""
    read = tuple(readings(text))
    return [mark for mark in marks if any(form in each for form in mark.forms for each in read)]


def words_in(text: str) -> set[str]:
    """Every marked word in a text, whoever typed it."""
    return {word for each in readings(text) for word in WORD.findall(each)}

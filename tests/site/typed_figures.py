"""Finds figures of the law that a page types although it could refer to the parameter.

A figure counts as typed where its number has its unit, in any notation in which a person may write
it: "€ 175", "175 euros", "13 %", "fifteen days", "the third working day", "18". The figures are
those in force on the day on which the page was last checked, so that neither a new value of a
parameter nor the calendar changes what is found.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from functions.law.core.parameter import Parameter, Unit
from functions.parameters.load import all_parameters
from publishing.page_figures import NUMBER_WORDS
from tests.site.content_pages import ARTICLE, DEFINITION, ORDER_MARK, day_pattern, month_pattern

AGES = frozenset({"adult_age", "last_age"})
"""An age is recognised without the word for years: "from 18 on"."""
ORDINALS = frozenset({"effect_working_days", "appeal_start_days"})
"""Days that a page names by their place: "the third working day"."""
NOUNS: dict[str, dict[str, str]] = {
    "days": {
        "fr": r"jours?",
        "nl": r"(?:werk)?dag(?:en)?",
        "de": r"(?:Werk|Kalender)?tage?n?",
        "en": r"days?",
    },
    "months": {"fr": "mois", "nl": "maand(?:en)?", "de": "Monate?n?", "en": "months?"},
    "years": {"fr": "ans?|années?", "nl": "jaar", "de": "Jahre?n?", "en": "years?"},
    "missed_terms": {
        "fr": "termes|mois impayés|fois",
        "nl": "termijnen|maanden|keer",
        "de": "Zahlungen|Monate|Mal",
        "en": "terms|months|times",
    },
    "steps": {"fr": "paliers", "nl": "stappen", "de": "Stufen", "en": "steps"},
}
"""What is counted, by unit, or by parameter where the unit does not say it."""
ONE = {"nl": "één", "en": "one"}
"""The languages that distinguish the number from the article."""
NOT_READ = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}"  # what is filled in
    r"|\]\([^)]*\)|\]\[\w+\]"  # where links lead
    r"|^(?:source|checked): .*$",
    re.MULTILINE,
)
SPACE = r"[ \u00a0\u202f]?"
EURO = r"(?:€|\bEUR\b|\beuros?\b)"
PERCENT = r"(?:%|per ?cent\b|procent\b|Prozent\b|pour[ \u00a0]cent\b)"
NOT_IN_A_NUMBER = r"(?<![\d\w/:-])(?<!\d[.,\u00a0\u202f])"
BETWEEN = r"(?:[ \u00a0\u202f]\S+){0,2}?[ \u00a0\u202f]\[?"
"""Up to two words may come between a number and what it counts."""


@dataclass(frozen=True, slots=True, order=True)
class Typed:
    """A figure that a page types: where, in which words, and of which parameter it is."""

    start: int
    """Where in the page its number begins."""
    line: int
    text: str
    figure: str
    """The number and its unit, the same in every language: ``175 euro``, ``15 days``."""
    parameter: str


def typed_figures(source: str, language: str, day: date) -> list[Typed]:
    """Every typed figure of a page that is in force on that day, in order."""
    text = _read(source, language)
    return sorted(
        typed
        for parameter in all_parameters()
        if (figure := parameter.figure_on(day))
        for typed in _typed(text, language, parameter, figure)
    )


def times_typed(figure: str, source: str, language: str) -> int:
    """How often a page types that figure, written as ``canonical`` does, in force or not."""
    text = _read(source, language)
    number, unit = figure.split()
    found = (
        typed
        for parameter in all_parameters()
        if parameter.unit == unit
        for typed in _typed(text, language, parameter, round(float(number) * parameter.unit.scale))
    )
    return len({typed.start for typed in found})


def _typed(text: str, language: str, parameter: Parameter, figure: int) -> Iterator[Typed]:
    for pattern in _compiled(parameter.name, parameter.unit, figure, language):
        for match in pattern.finditer(text):
            yield Typed(
                start=match.start(),
                line=text.count("\n", 0, match.start()) + 1,
                text=match[0],
                figure=canonical(parameter.unit, figure),
                parameter=parameter.name,
            )


def canonical(unit: Unit, figure: int) -> str:
    """A figure without its language: ``175 euro``, ``13 percent``, ``6 months``."""
    return f"{figure / unit.scale:g} {unit}"


def _read(source: str, language: str) -> str:
    """A page without what is no prose, blanked out: every word keeps its place."""
    text = source
    for pattern in _no_prose(language):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


@cache
def _no_prose(language: str) -> tuple[re.Pattern[str], ...]:
    places = (ARTICLE[language], day_pattern(language), month_pattern(language))
    return (NOT_READ, DEFINITION, ORDER_MARK, *map(re.compile, places))


# More patterns than ``re`` keeps compiled.
@cache
def _compiled(name: str, unit: Unit, figure: int, language: str) -> tuple[re.Pattern[str], ...]:
    patterns = _patterns(name, unit, figure, language)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _patterns(name: str, unit: Unit, figure: int, language: str) -> Iterator[str]:
    """The notations of a figure that distinguish it from any other number."""
    match unit:
        case Unit.EURO:
            amount = _amount(figure)
            yield rf"{NOT_IN_A_NUMBER}{amount}{SPACE}{EURO}"
            yield rf"{EURO}{SPACE}{amount}(?![.,]?\d)"
        case Unit.PERCENT:
            yield rf"{NOT_IN_A_NUMBER}{figure // 100}(?:[.,]0+)?{SPACE}{PERCENT}"
        case Unit.DAYS | Unit.MONTHS | Unit.YEARS:
            yield _counted(figure, NOUNS[unit][language], language)
        case Unit.COUNT if name in NOUNS:
            yield _counted(figure, NOUNS[name][language], language)
    if name in AGES:
        no_amount = rf"(?!\w|[.,]\d|{SPACE}(?:{EURO}|{PERCENT}))"
        yield rf"{NOT_IN_A_NUMBER}{figure}(?:th|e|ème|ste|\.)?{no_amount}"
    ordinal = _number_words()["ordinal"].get(str(figure), {}).get(language)
    if name in ORDINALS and ordinal:
        yield rf"\b{ordinal}[nr]?{BETWEEN}(?:{NOUNS[unit][language]})\b"


def _amount(cents: int) -> str:
    """Whole euros with or without separator and zeros, else with the cents."""
    euros, rest = divmod(cents, 100)
    thousands = f"{euros:,}".replace(",", r"[.,\u00a0\u202f ]?")
    decimals = rf"[.,]{rest:02d}" if rest else r"(?:[.,](?:00|-))?"
    return thousands + decimals


def _counted(figure: int, noun: str, language: str) -> str:
    """A number, in digits or in words, and shortly after it what it counts."""
    words = _number_words()["cardinal"].get(str(figure), {}).get(language)
    word = words if figure > 1 else ONE.get(language)
    number = rf"{NOT_IN_A_NUMBER}{figure}" + (rf"|\b{word}" if word else "")
    return rf"(?:{number}){BETWEEN}(?:{noun})\b"


@cache
def _number_words() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(Path(NUMBER_WORDS).read_text(encoding="utf-8"))

"""The words are plain and polite, in the terms of the texts and in the signs of each language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from functions.i18n.catalog import CODES, LANGUAGES, catalog_of, placeholders, subjects
from functions.law.core.values import Cents, Month, Value

FORBIDDEN = tomllib.loads(
    Path(__file__).with_name("forbidden_terms.toml").read_text(encoding="utf-8")
)
PAPER = "paper_"
LONG_SENTENCE = 25
LONGEST_SENTENCE = 30
SHARE_OF_SHORT_SENTENCES = 0.95

SENTENCE_END = {language: re.compile(r"(?<=[.!?])[ \n]+") for language in LANGUAGES} | {
    # In German a figure before a stop is an ordinal: „30. November“, „18. Geburtstag“.
    "de": re.compile(r"(?<=[.!?])(?<!\b\d\.)(?<!\b\d\d\.)[ \n]+"),
}
DAYS = re.compile(r"_(?:anew|date|day|effect|from|on|proof|reply|start|until)$")
DAY_NAMES = frozenset(
    {
        "appeal",
        "appeal_without_decision",
        "birthday",
        "commission",
        "counted_to",
        "date",
        "day",
        "decision_due",
        "event",
        "labour_court",
        "maximum",
        "minimum",
        "renewal",
        "since",
        "until",
        "value",
    }
)
MONTHS = re.compile(r"(?:^|_)month$")
A_DAY = date(2026, 11, 30)
A_MONTH = Month(2026, 11)
AN_AMOUNT = Cents(123_456)

APOSTROPHE = "\u2019"
SINGLE = f"\u2018{APOSTROPHE}"
OWN_QUOTES = {"de": "„“", "en": SINGLE, "fr": "«»", "nl": SINGLE}
QUOTES = f"\"'„“”«»\u201a\u2039\u203a{SINGLE}"
FAMILIAR = {
    "de": r"\b(?:du(?! Roi\b)|dich|dir|dein\w*)\b",
    "en": r"\b(?:thou|thee|thy)\b",
    "fr": r"\b(?:tu|toi|ton|ta|tes)\b",
    "nl": r"\b(?:je|jij|jouw|jullie)\b",
}
TERMS = [(language, rule) for language in LANGUAGES for rule in FORBIDDEN[language]]


def files(language: str) -> list[str]:
    """The names of the files whose sentences are read on a screen."""
    return sorted(name for name in subjects(language) if not name.startswith(PAPER))


@cache
def screen_sentences(language: str) -> dict[str, str]:
    """Every sentence as its file has it, without those of the paper forms."""
    every = catalog_of(language).entries
    return {key: text for key, text in every.items() if not key.startswith(PAPER)}


def example(language: str, name: str) -> Value:
    """What a placeholder of that name may hold, as long as it can be."""
    spoken = catalog_of(language)
    if name in spoken.coded:
        codes = spoken.table(f"{CODES}.{name}")
        return max(codes, key=lambda code: len(codes[code].split()))
    if MONTHS.search(name):
        return A_MONTH
    if name == "period":
        return spoken.gettext("common.period.sentence_range", from_month=A_MONTH, to_month=A_MONTH)
    return A_DAY if name in DAY_NAMES or DAYS.search(name) else AN_AMOUNT


@cache
def sentences(language: str) -> tuple[str, ...]:
    """Every sentence with its placeholders filled."""

    def filled() -> Iterator[str]:
        for key, text in screen_sentences(language).items():
            inputs = {name: example(language, name) for name in placeholders(text)}
            yield from SENTENCE_END[language].split(catalog_of(language).gettext(key, **inputs))

    return tuple(sentence for sentence in filled() if length(sentence))


def length(sentence: str) -> int:
    return sum(any(sign.isalnum() for sign in word) for word in sentence.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_screen_is_read(language):
    read = {key.partition(".")[0] for key in screen_sentences(language)}
    assert set(files(language)) <= read


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_sentences_are_short_once_they_are_filled(language):
    short = [s for s in sentences(language) if length(s) <= LONG_SENTENCE]
    assert len(short) >= SHARE_OF_SHORT_SENTENCES * len(sentences(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_very_long_once_it_is_filled(language):
    assert [s for s in sentences(language) if length(s) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize(("language", "rule"), TERMS, ids=lambda each: str(each)[:40])
def test_no_sentence_has_term_that_misleads(language, rule):
    term = re.compile(rule["term"], re.IGNORECASE)
    found = {
        key: rule["instead"]
        for key, text in screen_sentences(language).items()
        if term.search(text)
    }
    assert found == {}, rule["reason"]


@pytest.mark.parametrize(("language", "rule"), TERMS, ids=lambda each: str(each)[:40])
def test_suggested_replacement_is_allowed(language, rule):
    assert rule["reason"]
    forbidden = [each["term"] for each in FORBIDDEN[language]]
    assert not any(re.search(term, rule["instead"], re.IGNORECASE) for term in forbidden)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_is_addressed_politely(language):
    familiar = re.compile(FAMILIAR[language], re.IGNORECASE)
    assert {
        key for key, text in screen_sentences(language).items() if familiar.search(text)
    } == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_and_apostrophes_are_those_of_language(language):
    foreign = set(QUOTES) - set(OWN_QUOTES[language]) - {APOSTROPHE}
    assert {key for key, text in screen_sentences(language).items() if foreign & set(text)} == set()


def test_german_quotation_marks_come_in_pairs():
    loose = {
        key
        for key, text in screen_sentences("de").items()
        if re.sub("[^„“]", "", text).replace("„“", "")
    }
    assert loose == set()


def test_french_opening_quotation_mark_has_no_breaking_space():
    assert {
        key for key, text in screen_sentences("fr").items() if re.search("«(?!\xa0)", text)
    } == set()

"""The pages are easy to read and set the way each language is set."""

from __future__ import annotations

import re

import pytest

from functions.i18n.catalog import LANGUAGES
from tests.site.content_pages import (
    AMOUNT,
    ATTRIBUTES,
    GENERATED,
    NUMBER,
    OTHER_LANGUAGE,
    PERCENT,
    Page,
    all_pages,
    named,
    page,
    pages,
    prose,
)
from tests.support.each import each_of

SENTENCE_END = re.compile(r"(?<=[.!?])[ \n]+|\n{2,}|\n(?=- )")
LONG_SENTENCE = 25
LONGEST_SENTENCE = 30
SHARE_OF_SHORT_SENTENCES = 0.95
LONGEST_DESCRIPTION = 155
SHORTEST_DESCRIPTION = 70
LONGEST_TITLE = 60
FRENCH_HIGH_PUNCTUATION = re.compile(r"(?<!\xa0)[;:!?»%€]|«(?!\xa0)")
SINGLE = "\u2018\u2019"
OWN_QUOTES = {"de": "„“", "en": SINGLE, "fr": "«»\u2019", "nl": SINGLE}
QUOTES = f"\"'„“”«»\u201a\u2039\u203a{SINGLE}"
ADDRESS = {
    "de": (r"\bSie\b", r"\b(?:du|dich|dir|dein\w*)\b"),
    "en": (r"\byou\b", r"\b(?:thou|thee)\b"),
    "fr": (r"\bvous\b", r"\b(?:tu|toi|ton|tes)\b"),
    "nl": (r"\bu\b", r"\b(?:je|jij|jouw|jullie)\b"),
}


def sentences(text: str) -> list[str]:
    return [part for part in SENTENCE_END.split(prose(text)) if _words(part)]


def _words(sentence: str) -> list[str]:
    return [word for word in sentence.split() if any(c.isalnum() for c in word)]


def shown(each: Page) -> str:
    """Everything a reader or a search engine sees of a page in its own language.

    What is marked as another language is set the way of that language.
    """
    own = OTHER_LANGUAGE.sub("…", each.text)
    text = ATTRIBUTES.sub("", own).replace(GENERATED, "")
    text = re.sub(r"\]\([^)]*\)|\]\[\w+\]|^\|[ :|-]+\|$", "]", text, flags=re.MULTILINE)
    return "\n".join((each.meta["title"], each.meta["description"], text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_sentences_are_short(language):
    lengths = [len(_words(s)) for each in pages(language) for s in sentences(each.text)]
    short = sum(length <= LONG_SENTENCE for length in lengths)
    assert short / len(lengths) >= SHARE_OF_SHORT_SENTENCES


@each_of(all_pages(), named)
def test_no_sentence_is_very_long(each):
    assert [s for s in sentences(each.text) if len(_words(s)) > LONGEST_SENTENCE] == []


@each_of(all_pages(), named)
def test_description_fits_search_result(each):
    assert SHORTEST_DESCRIPTION <= len(each.meta["description"]) <= LONGEST_DESCRIPTION


@each_of(all_pages(), named)
def test_title_is_short_and_equals_first_heading(each):
    assert len(each.meta["title"]) <= LONGEST_TITLE
    first = each.sections[0]
    assert (first.level, first.heading) == (1, each.meta["title"])


@each_of(all_pages(), named)
def test_amounts_are_written_way_of_language(each):
    pattern = AMOUNT[each.language].format(number=NUMBER[each.language])
    assert shown(each).count("€") == len(re.findall(pattern, shown(each)))


@each_of(all_pages(), named)
def test_percentages_are_in_locale_format(each):
    pattern = PERCENT[each.language].format(number=NUMBER[each.language])
    assert shown(each).count("%") == len(re.findall(pattern, shown(each)))


@each_of(pages("fr"), named)
def test_french_keeps_high_punctuation_with_its_word(each):
    assert FRENCH_HIGH_PUNCTUATION.findall(shown(each)) == []


@each_of(all_pages(), named)
def test_quotation_marks_are_those_of_language(each):
    used = {c for c in shown(each) if c in QUOTES}
    assert used <= set(OWN_QUOTES[each.language])


@each_of(pages("de"), named)
def test_german_quotation_marks_come_in_pairs(each):
    assert re.sub("[^„“]", "", shown(each)).replace("„“", "") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_is_addressed_politely(language):
    polite, familiar = ADDRESS[language]
    text = shown(page(language, "index.md"))
    assert re.search(polite, text)
    assert not any(re.search(familiar, shown(each), re.IGNORECASE) for each in pages(language))


@each_of(all_pages(), named)
def test_spaces_are_single_and_lines_end_clean(each):
    assert re.findall(r"\S[ \xa0]{2,}|[ \xa0]$", shown(each), re.MULTILINE) == []

"""The glossary is whole in the four languages, and no page uses a difficult word without it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urldefrag

import pytest

from functions.i18n.catalog import LANGUAGES
from tests.site.content_pages import (
    LINK,
    OTHER_LANGUAGE,
    Page,
    Section,
    all_pages,
    leads_to_a_page,
    links,
    page,
    prose,
)
from tests.support.each import each_of

GLOSSARY = "help/glossary.md"
TERMS = tomllib.loads(Path(__file__).with_name("glossary_terms.toml").read_text(encoding="utf-8"))
EQUIVALENT = re.compile(r"\*(?P<term>[^*\n]+)\*\{ lang=(?P<language>\w+) \}")
SENTENCE_END = re.compile(r"(?<!\d)[.!?](?=[ \n]|$)")
MOST_SENTENCES = 3
WITHOUT_GUIDANCE = ("about/", GLOSSARY)
"""Pages about the site itself, and the glossary, which explains each word under its own heading."""

ENTRIES = [(language, term) for language in LANGUAGES for term in TERMS]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of the glossary: its name, what it means, and its names in other languages."""

    term: str
    definition: str
    equivalents: dict[str, str]


def entries(language: str) -> dict[str, Entry]:
    return {each.id: _entry(each) for each in page(language, GLOSSARY).sections if each.id}


def _entry(section: Section) -> Entry:
    definition, _, names = section.text.rpartition("\n\n")
    return Entry(
        term=section.heading,
        definition=definition,
        equivalents={m["language"]: m["term"] for m in EQUIVALENT.finditer(names)},
    )


def parts(language: str) -> list[list[Section]]:
    """The entries under each heading of the second level."""
    found: list[list[Section]] = []
    for section in page(language, GLOSSARY).sections:
        if section.id:
            found[-1].append(section)
        else:
            found.append([])
    return [part for part in found if part]


def in_order(term: str) -> str:
    """A word as the alphabet sees it: without capitals and without marks on letters."""
    plain = unicodedata.normalize("NFD", term.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def capitalised(term: str) -> str:
    return term[0].upper() + term[1:]


def guidance() -> list[Page]:
    """The pages that explain, without those that calculate."""
    return [
        each
        for each in all_pages()
        if "questions" not in each.meta and not each.path.startswith(WITHOUT_GUIDANCE)
    ]


def target_of(each: Page, link: str) -> tuple[str, str]:
    """The page that a link of a page leads to, and the id on it."""
    address, fragment = urldefrag(link)
    steps: list[str] = []
    for step in (PurePosixPath(each.path).parent / address).parts:
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps), fragment


def body(each: Page) -> str:
    """The text of a page without headings, with other languages blanked out."""
    text = "\n\n".join(section.text for section in each.sections)
    return OTHER_LANGUAGE.sub(lambda match: " " * len(match[0]), text)


def as_read(text: str) -> str:
    """A text without the targets of its links, in which every word keeps its place."""
    return LINK.sub(lambda m: (m[0][: m[0].index("]")]).ljust(len(m[0])), text)


def forms(term: str, language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(TERMS[term][language])})\b", re.IGNORECASE)


def unexplained(each: Page, term: str, rules: dict[str, Any]) -> bool:
    """Whether a page uses a word, and its first use does not lead to what it means."""
    explained_by = rules.get("explained_by", ())
    if each.path in explained_by:
        return False
    text = body(each)
    first = forms(term, each.language).search(as_read(text))
    if first is None:
        return False
    for link in LINK.finditer(text):
        if link.start() < first.start() < link.end() and link["path"]:
            path, fragment = target_of(each, link["path"])
            return (path, fragment) != (GLOSSARY, term) and path not in explained_by
    return True


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_glossary_word_is_in_every_language(language):
    expected = [{section.id for section in part} for part in parts(LANGUAGES[0])]
    assert [{section.id for section in part} for part in parts(language)] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_glossary_words_are_in_alphabetical_order(language):
    for part in parts(language):
        terms = [in_order(section.heading) for section in part]
        assert terms == sorted(terms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_names_its_equivalents_as_other_languages_do(language):
    others = {other: entries(other) for other in LANGUAGES if other != language}
    for name, entry in entries(language).items():
        given = {other: capitalised(term) for other, term in entry.equivalents.items()}
        assert given == {other: found[name].term for other, found in others.items()}, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_explained_in_one_to_three_sentences(language):
    counts = {
        name: len(SENTENCE_END.findall(prose(entry.definition)))
        for name, entry in entries(language).items()
    }
    assert {name: n for name, n in counts.items() if not 1 <= n <= MOST_SENTENCES} == {}


def test_every_link_to_glossary_finds_its_word():
    lost = set()
    for each in all_pages():
        known = {section.id for section in page(each.language, GLOSSARY).sections} | {""}
        for link in filter(leads_to_a_page, links(each.text)):
            path, fragment = target_of(each, link)
            if path == GLOSSARY and fragment not in known:
                lost.add((each.language, each.path, fragment))
    assert lost == set()


@each_of(ENTRIES)
def test_every_difficult_word_is_searched_as_in_glossary(entry):
    language, term = entry
    assert forms(term, language).search(entries(language)[term].term)


@each_of(ENTRIES)
def test_difficult_word_on_guidance_page_is_explained(entry):
    language, term = entry
    assert [
        each.path
        for each in guidance()
        if each.language == language and unexplained(each, term, TERMS[term])
    ] == []

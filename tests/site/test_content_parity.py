"""The four languages make the same claims, each in its own order and its own sections.

A claim is a figure, an amount, a date, an article, the target of a link, or a heading with an id.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urldefrag

import pytest

from functions.i18n.articles import format_article
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.i18n.citations import link_of
from functions.letters.definition import letters
from tests.site.content_pages import (
    ARTICLE,
    CONTENT,
    GENERATED,
    OTHER_LANGUAGE,
    Page,
    all_pages,
    articles,
    canonical_article,
    figures,
    leads_to_a_page,
    links,
    menu,
    named,
    page,
    pages,
    paths,
    prose,
)
from tests.support.each import each_of

PAGES = sorted(menu())
MADE = [f"letters/{letter}.md" for letter in letters()]
"""Pages that the build makes, to which a page may lead."""
REFERENCE, *OTHERS = LANGUAGES
TRANSLATIONS = [page(language, path) for language in OTHERS for path in PAGES]
STOP_WORDS = {
    "de": {"der", "die", "das", "und", "nicht", "sie", "ist", "ein", "eine", "für", "den", "wir"},
    "en": {"the", "and", "you", "is", "of", "not", "to", "for", "it", "your", "that", "with"},
    "fr": {"le", "la", "les", "des", "vous", "est", "une", "du", "pas", "pour", "et", "ce", "d"},
    "nl": {"het", "een", "niet", "u", "van", "voor", "uw", "dat", "en", "er", "dan", "ze"},
}
ENOUGH_WORDS = 15
CLAIMS: dict[str, Callable[[Page], set[str]]] = {
    "figures": lambda each: set(figures(text_of(each), each.language)),
    "articles": lambda each: set(articles(each.text, each.language)),
    "links": lambda each: set(links(each.text)),
    "headings with an id": lambda each: {section.id for section in each.sections if section.id},
}
IN_WORDS = {"title", "label", "description", "index"}
"""What the front matter says in the language of the page."""


def text_of(each: Page) -> str:
    """The text of a page with its headings, the title apart."""
    return "\n".join(f"{section.heading}\n{section.text}" for section in each.sections)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_exactly_same_pages(language):
    assert paths(language) == PAGES


@each_of(all_pages(), named)
def test_attribute_list_of_heading_is_id(each):
    assert [s.heading for s in each.sections if "{" in s.heading] == []


@each_of(all_pages(), named)
def test_no_id_of_heading_is_used_twice_on_page(each):
    ids = [section.id for section in each.sections if section.id]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("kind", CLAIMS)
@each_of(TRANSLATIONS, named)
def test_page_makes_the_claims_of_the_other_languages(each, kind):
    assert CLAIMS[kind](each) == CLAIMS[kind](page(REFERENCE, each.path))


@each_of(TRANSLATIONS, named)
def test_front_matter_has_same_entries_and_same_settings(each):
    here, there = each.meta, page(REFERENCE, each.path).meta
    assert here.keys() == there.keys()
    for key in here.keys() - IN_WORDS:
        assert here[key] == there[key]


@each_of(all_pages(), named)
def test_articles_have_format_of_results(each):
    spoken = catalog_of(each.language)
    for match in re.finditer(ARTICLE[each.language], each.text):
        assert match[0] == format_article(spoken, canonical_article(match))


@each_of(all_pages(), named)
def test_every_article_reference_can_be_read(each):
    assert len(re.findall(r"\bart\.", each.text, re.IGNORECASE)) == sum(
        articles(each.text, each.language).values()
    )


@each_of(all_pages(), named)
def test_links_to_legal_texts_use_addresses_of_acts(each):
    for act, address in each.definitions.items():
        assert address == link_of(act, each.language)[1]


@each_of(all_pages(), named)
def test_every_link_has_its_definition_and_every_definition_its_link(each):
    used = {target for target in links(each.text) if not leads_to_a_page(target)}
    assert used == each.definitions.keys()


@each_of(all_pages(), named)
def test_links_between_pages_find_their_page_in_same_language(each):
    folder = CONTENT / each.language
    for target in links(each.text):
        if leads_to_a_page(target):
            found = ((folder / each.path).parent / urldefrag(target).url).resolve()
            assert found.relative_to(folder.resolve()).as_posix() in {*PAGES, *MADE}


@each_of([each for each in all_pages() if each.path != "index.md"], named)
def test_page_ends_with_one_clear_next_step(each):
    last = each.sections[-1]
    assert last.heading == page(each.language, "advances/index.md").sections[-1].heading
    assert links(last.text).total() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_page_has_three_situations_then_figures_and_ways_on(language):
    _, *sections = page(language, "index.md").sections
    ways_on = [links(section.text).total() for section in sections]
    assert ways_on[:4] == [2, 2, 2, 0]
    assert ways_on[4] >= 6


@each_of(all_pages(), named)
def test_page_with_template_has_one_insertion_marker(each):
    assert each.text.count(GENERATED) == ("template" in each.meta)


@each_of(all_pages(), named)
def test_no_section_falls_back_to_another_language(each):
    for section in each.sections:
        own = OTHER_LANGUAGE.sub("", section.text)
        found = re.findall(r"[^\W\d_]+", prose(own).lower())
        if len(found) < ENOUGH_WORDS:
            continue
        scores = {
            language: sum(word in stop_words for word in found)
            for language, stop_words in STOP_WORDS.items()
        }
        assert max(scores, key=scores.__getitem__) == each.language, section.heading


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_descriptions_are_unique_in_language(language):
    for key in ("title", "description"):
        texts = [each.meta[key] for each in pages(language)]
        assert len(set(texts)) == len(texts)

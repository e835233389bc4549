"""The four languages say the same: same pages, headings, figures, articles and links."""

from __future__ import annotations

import re
from urllib.parse import urldefrag

import pytest

from functions.i18n.articles import format_article
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.i18n.citations import link_of
from tests.site.content_pages import (
    ARTICLE,
    CONTENT,
    GENERATED,
    OTHER_LANGUAGE,
    Section,
    all_pages,
    articles,
    canonical_article,
    comparable_sections,
    compared_sections,
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

PAGES = sorted(menu())
REFERENCE, *OTHERS = LANGUAGES
TRANSLATIONS = [(language, path) for language in OTHERS for path in PAGES]
STOP_WORDS = {
    "de": {"der", "die", "das", "und", "nicht", "sie", "ist", "ein", "eine", "für", "den", "wir"},
    "en": {"the", "and", "you", "is", "of", "not", "to", "for", "it", "your", "that", "with"},
    "fr": {"le", "la", "les", "des", "vous", "est", "une", "du", "pas", "pour", "et", "ce", "d"},
    "nl": {"het", "een", "niet", "u", "van", "voor", "uw", "dat", "en", "er", "dan", "ze"},
}
ENOUGH_WORDS = 15
IN_WORDS = {"title", "label", "description", "index", "source"}
"""What the front matter says in the language of the page, or about it."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_exactly_same_pages(language):
    assert paths(language) == PAGES


@pytest.mark.parametrize(("language", "path"), TRANSLATIONS)
def test_headings_have_same_levels_and_ids_in_same_order(language, path):
    expected = [(section.level, section.id) for section in _sections(REFERENCE, path)]
    assert [(section.level, section.id) for section in _sections(language, path)] == expected


def _sections(language: str, path: str) -> list[Section]:
    return comparable_sections(page(language, path))


@pytest.mark.parametrize("each", all_pages(), ids=named)
def test_attribute_list_of_heading_is_id(each):
    assert [s.heading for s in each.sections if "{" in s.heading] == []


@pytest.mark.parametrize("each", all_pages(), ids=named)
def test_no_id_of_heading_is_used_twice_on_page(each):
    ids = [section.id for section in each.sections if section.id]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("language", "path"), TRANSLATIONS)
def test_each_section_names_same_figures_amounts_and_dates(language, path):
    for there, here in compared_sections(REFERENCE, language, path):
        expected = figures(f"{there.heading}\n{there.text}", REFERENCE)
        assert figures(f"{here.heading}\n{here.text}", language) == expected, here.heading


@pytest.mark.parametrize(("language", "path"), TRANSLATIONS)
def test_each_section_names_same_articles(language, path):
    for there, here in compared_sections(REFERENCE, language, path):
        expected = articles(there.text, REFERENCE)
        assert articles(here.text, language) == expected, here.heading


@pytest.mark.parametrize(("language", "path"), TRANSLATIONS)
def test_each_section_has_same_links(language, path):
    for there, here in compared_sections(REFERENCE, language, path):
        assert links(here.text) == links(there.text), here.heading


@pytest.mark.parametrize(("language", "path"), TRANSLATIONS)
def test_each_section_has_same_paragraphs_lists_and_tables(language, path):
    for there, here in compared_sections(REFERENCE, language, path):
        assert _shape(here.text) == _shape(there.text), here.heading


def _shape(text: str) -> list[str]:
    """The kind of each line that is not empty."""
    return [re.match(r"\d+\. |- |\||<|", line)[0][-2:] for line in text.splitlines() if line]


@pytest.mark.parametrize(("language", "path"), TRANSLATIONS)
def test_front_matter_has_same_entries_and_same_settings(language, path):
    here, there = page(language, path).meta, page(REFERENCE, path).meta
    assert here.keys() - {"source"} == there.keys() - {"source"}
    for key in here.keys() - IN_WORDS:
        assert here[key] == there[key]


@pytest.mark.parametrize("each", all_pages(), ids=named)
def test_articles_have_format_of_results(each):
    spoken = catalog_of(each.language)
    for match in re.finditer(ARTICLE[each.language], each.text):
        assert match[0] == format_article(spoken, canonical_article(match))


@pytest.mark.parametrize("each", all_pages(), ids=named)
def test_every_article_reference_can_be_read(each):
    assert len(re.findall(r"\bart\.", each.text, re.IGNORECASE)) == sum(
        articles(each.text, each.language).values()
    )


@pytest.mark.parametrize("each", all_pages(), ids=named)
def test_links_to_legal_texts_use_addresses_of_acts(each):
    for act, address in each.definitions.items():
        assert address == link_of(act, each.language)[1]


@pytest.mark.parametrize("each", all_pages(), ids=named)
def test_every_link_has_its_definition_and_every_definition_its_link(each):
    used = {target for target in links(each.text) if not leads_to_a_page(target)}
    assert used == each.definitions.keys()


@pytest.mark.parametrize("each", all_pages(), ids=named)
def test_links_between_pages_find_their_page_in_same_language(each):
    folder = CONTENT / each.language
    for target in links(each.text):
        if leads_to_a_page(target):
            found = ((folder / each.path).parent / urldefrag(target).url).resolve()
            assert found.relative_to(folder.resolve()).as_posix() in PAGES


@pytest.mark.parametrize(
    "each", [each for each in all_pages() if each.path != "index.md"], ids=named
)
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


@pytest.mark.parametrize("each", all_pages(), ids=named)
def test_page_with_template_has_one_insertion_marker(each):
    assert each.text.count(GENERATED) == ("template" in each.meta)


@pytest.mark.parametrize("each", all_pages(), ids=named)
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

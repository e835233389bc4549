"""The list of sources on the page of figures: each text with its link, or with why it has none."""

import html
import re

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.i18n.citations import OTHER_LANGUAGES, link_of
from functions.parameters import load
from publishing.figures import sources

ADDRESS = "/{language}/about/figures/"
NAMED_SITES = {
    "2747.com",
    "zians-haas.be",
    "droitsquotidiens.be",
    "mosea.be",
    "viefeminine.be",
    "dhnet.be",
    "lexalert.be",
}


def listed(language):
    return {text["act"]: text for text in sources(catalog_of(language))}


def shown(pages, language):
    markup = pages[ADDRESS.format(language=language)].markup
    return re.search(r'<div id="sources">.*?</details>', markup, re.DOTALL)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_of_figure_has_link_addresses_or_reason(language):
    used = {value.source.act for p in load.all_parameters() for value in p.values}
    texts = listed(language)
    assert used <= texts.keys() == load.acts().keys()
    for text in texts.values():
        assert text["link"] or text["addresses"] or text["remarks"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_is_on_page_with_its_link_addresses_and_remarks(pages, language):
    part = shown(pages, language)
    words = html.unescape(part)
    for text in listed(language).values():
        assert text["title"] in words
        assert all(remark in words for remark in text["remarks"])
        assert all(f'href="https://{address}"' in part for address in text["addresses"])
        assert not text["link"] or f'href="{html.escape(text["link"])}"' in part


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", load.acts())
def test_link_leads_to_language_of_reader_where_text_has_one(act, language):
    links = load.acts()[act].get("link", {})
    expected = next((each for each in (language, *OTHER_LANGUAGES) if each in links), "")
    assert link_of(act, language) == (expected, links.get(expected, ""))
    assert language not in links or expected == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_source_without_link_leads_from_table_to_list(pages, language):
    page = pages[ADDRESS.format(language=language)]
    short = catalog_of(language).gettext("common.acts.press_and_law_firms.short")
    assert f'<a href="#sources">{html.escape(short)}</a>' in page.markup


def test_every_text_without_link_is_no_text_or_names_its_sites():
    alone = {act for act, entry in load.acts().items() if "link" not in entry}
    assert {"press_and_law_firms", "own_estimate", "own_values"} <= alone
    for act in alone:
        (remark, *_) = listed("en")[act]["remarks"][::-1]
        assert remark.startswith("No link") or listed("en")[act]["addresses"]


def test_press_and_law_firms_are_named_by_address():
    addresses = listed("en")["press_and_law_firms"]["addresses"]
    assert {address.removeprefix("www.") for address in addresses} == NAMED_SITES


def test_civil_code_has_date_of_code_and_judicial_code_says_what_changed():
    assert load.acts()["civil_code"]["date"].isoformat() == "1804-03-21"
    assert load.acts()["judicial_code"]["read_as_updated_to"].isoformat() == "2025-07-01"
    assert any("53bis" in remark for remark in listed("en")["judicial_code"]["remarks"])

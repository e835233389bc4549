"""The page that finds others: complete and in order without any script."""

import re

import pytest

from functions.i18n.catalog import LANGUAGES
from publishing.finding.a_to_z import order
from tests.site.content_pages import menu, page

FINDING = "help/find.md"
ENTRY = re.compile(r'<li><a href="([^"]+)">(.*?)</a>(?: <span class="hint">(.*?)</span>)?</li>')
ESCAPED = {"&amp;": "&", "&#39;": "'", "&#34;": '"', "&lt;": "<", "&gt;": ">"}


def plain(text):
    for written, meant in ESCAPED.items():
        text = text.replace(written, meant)
    return text


@pytest.fixture(scope="module")
def listed(pages):
    """The entries of each language in their order: text and address."""
    return {
        language: [
            (plain(text), address)
            for letter in pages[f"/{language}/help/find/"].markup.split('class="initial"')[1:]
            for address, text, _ in ENTRY.findall(letter.partition("</section>")[0])
        ]
        for language in LANGUAGES
    }


def address(language, path):
    name = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"/{language}/{name}/" if name else f"/{language}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_listed_by_its_title(listed, language):
    wanted = {
        (page(language, path).meta["title"], address(language, path))
        for path in menu()
        if path != FINDING
    }
    assert wanted - set(listed[language]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reader_word_links_to_its_page(listed, language):
    folded = {(order(text), where) for text, where in listed[language]}
    missing = {
        (word, path)
        for path in menu()
        if path != FINDING
        for word in page(language, path).meta.get("index", ())
        if (order(word), address(language, path)) not in folded
    }
    assert missing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_index_is_in_alphabetical_order(listed, language):
    keys = [order(text) for text, _ in listed[language]]
    assert keys == sorted(keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_index_has_link_to_each_letter(pages, language):
    found = pages[f"/{language}/help/find/"]
    letters = {name for name in found.ids if name.startswith("letter-")}
    jumps = {link["href"] for link in found.all("a") if link["href"].startswith("#letter-")}
    assert jumps == {f"#{name}" for name in letters}


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_is_not_offered_before_its_script_runs(pages, language):
    (search,) = pages[f"/{language}/help/find/"].all("div", id="search")
    assert "hidden" in search


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_boxes_have_no_name_to_keep_query_out_of_url(pages, language):
    boxes = pages[f"/{language}/help/find/"].all("input", type="search")
    assert {box["id"] for box in boxes} == {"search-words", "filter-words"}
    assert [box for box in boxes if "name" in box] == []


def test_every_page_links_to_index(pages):
    without = {
        where
        for where, each in pages.items()
        if each.language in LANGUAGES and not each.all("a", href=f"/{each.language}/help/find/")
    }
    assert without == set()

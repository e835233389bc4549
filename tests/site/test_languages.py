from collections import defaultdict

import pytest

from functions.i18n.catalog import LANGUAGES
from functions.letters.definition import letters
from functions.paper_forms.definition import form_names
from tests.site.content_pages import menu

HOMES = {f"/{language}/" for language in LANGUAGES}


def pages_of(pages, language):
    return {
        address.removeprefix(f"/{language}/")
        for address in pages
        if address.startswith(f"/{language}/")
    }


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_same_pages(pages, language):
    assert pages_of(pages, language) == pages_of(pages, LANGUAGES[0])


def test_site_has_pages_of_menu(pages):
    listed = {path.removesuffix(".md").removesuffix("index") for path in menu()}
    expected = {path.rstrip("/") + "/" if path else "" for path in listed}
    expected |= {"404.html", "offline.html"}
    expected |= {f"forms/{form}/" for form in form_names()}
    expected |= {f"letters/{letter}/" for letter in letters()}
    assert pages_of(pages, "fr") == expected


def test_every_page_has_lang_attribute(pages):
    wrong = {
        address: page.language
        for address, page in pages.items()
        if address.count("/") > 1 and page.language != address.split("/")[1]
    }
    assert wrong == {}


def test_every_page_names_itself_in_all_languages_by_absolute_address(pages, origin):
    wrong = {}
    for address, page in pages.items():
        if page.is_missing_page or page.language not in LANGUAGES:
            continue
        rest = address.split("/", 2)[2]
        expected = {language: f"{origin}{language}/{rest}" for language in LANGUAGES}
        expected["x-default"] = origin
        links = [link for link in page.all("link", rel="alternate") if "hreflang" in link]
        found = {link["hreflang"]: link["href"] for link in links}
        if found != expected:
            wrong[address] = found
    assert wrong == {}


def test_every_page_names_its_own_absolute_address(pages, origin):
    wrong = {
        address: page.all("link", rel="canonical")
        for address, page in pages.items()
        if not page.is_missing_page
        and [link["href"] for link in page.all("link", rel="canonical")] != [origin + address[1:]]
    }
    assert wrong == {}


def test_language_switch_keeps_page(pages):
    wrong = defaultdict(list)
    for address, page in pages.items():
        if page.language not in LANGUAGES:
            continue
        rest = "" if page.is_missing_page else address.split("/", 2)[2]
        links = {link["href"]: link for link in page.all("a") if "lang" in link}
        for language in LANGUAGES:
            link = links.get(f"/{language}/{rest}", {})
            right = {"lang": language, "hreflang": language}.items() <= link.items()
            marked = ("aria-current" in link) == (language == page.language)
            if not (right and marked):
                wrong[address].append(language)
    assert wrong == {}


def test_first_page_offers_every_language_in_its_own_words(pages):
    parts = [part["lang"] for part in pages["/"].all("li")]
    links = [link["href"] for link in pages["/"].all("a")]
    assert (parts, set(links)) == (list(LANGUAGES), HOMES)


def test_language_choice_page_has_no_redirect(pages):
    page = pages["/"]
    assert [meta for meta in page.all("meta") if "http-equiv" in meta] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_found_page_is_in_language_of_folder(pages, language):
    assert pages[f"/{language}/404.html"].language == language


def test_not_found_page_outside_languages_offers_all_languages(pages):
    assert {link["href"] for link in pages["/404.html"].all("a")} == HOMES

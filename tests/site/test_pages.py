import re
from collections import Counter

from functions.i18n.catalog import LANGUAGES, catalog_of

ADDRESS = re.compile(r"<loc>(.*?)</loc>")
ALTERNATE = re.compile(r'hreflang="(.*?)"')


def test_every_page_has_one_main_heading(pages):
    counts = {address: len(page.all("h1")) for address, page in pages.items()}
    assert {address: count for address, count in counts.items() if count != 1} == {}


def test_every_page_is_described(pages):
    bare = {
        address
        for address, page in pages.items()
        if not [meta for meta in page.all("meta", name="description") if meta["content"].strip()]
    }
    assert bare == set()


def test_no_two_pages_of_language_share_title(pages):
    titles = Counter(
        (page.language, page.texts["title"][0])
        for page in pages.values()
        if not page.is_missing_page
    )
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_word_is_missing_from_page(pages):
    assert {
        a for a, page in pages.items() if re.search(r">\s*(?:None|Undefined)\s*<", page.markup)
    } == set()


def test_no_identifier_is_used_twice_on_page(pages):
    twice = {}
    for address, page in pages.items():
        counts = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)
        if more := [name for name, count in counts.items() if count > 1]:
            twice[address] = more
    assert twice == {}


def test_every_page_states_that_site_is_independent_and_only_estimates(pages):
    silent = {
        address
        for address, page in pages.items()
        if page.language in LANGUAGES
        and catalog_of(page.language).gettext("common.site.independence") not in page.markup
    }
    assert silent == set()


def test_every_written_page_shows_date_of_last_check(pages):
    silent = {
        address
        for address, page in pages.items()
        if page.language in LANGUAGES
        and not page.is_missing_page
        and 'class="checked"' not in page.markup
    }
    assert silent == set()


def test_missing_page_is_not_offered_to_search_engines(pages):
    missing = [page for page in pages.values() if page.is_missing_page]
    assert all(page.all("meta", name="robots", content="noindex") for page in missing)


def test_sitemap_of_site_names_one_of_each_language(site, origin):
    named = ADDRESS.findall((site / "sitemap.xml").read_text(encoding="utf-8"))
    assert named == [f"{origin}{language}/sitemap.xml" for language in LANGUAGES]


def test_sitemap_of_language_names_every_page_with_its_translations(site, pages, origin):
    listed = {}
    for language in LANGUAGES:
        sitemap = (site / language / "sitemap.xml").read_text(encoding="utf-8")
        for entry in sitemap.split("<url>")[1:]:
            listed[ADDRESS.search(entry)[1]] = set(ALTERNATE.findall(entry))
    written = {
        origin + address[1:]: {*LANGUAGES, "x-default"}
        for address, page in pages.items()
        if page.language in LANGUAGES and not page.is_missing_page
    }
    assert listed == written


def test_crawlers_are_shown_sitemap(site, origin):
    assert f"Sitemap: {origin}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")

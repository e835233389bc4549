"""The feeds of the feed site, read as RFC 4287 asks."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from publishing import news_feed, rule_feed
from publishing.atom import ATOM, Entry, Feed, document

FEEDS = {"help/news.xml": "help/news/", "about/rule-changes.xml": "about/figures/"}
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
MARKUP = (
    "<h1>News</h1><p>In short.</p>"
    '<h2 id="news-2024-05-31">31 May 2024: twenty years</h2><p>More than <b>one</b>.</p>'
    '<h2 id="news-2022">2022: a request</h2><p>Not law.</p>'
    '<h2 id="next">Next step</h2><p>See the figures.</p>'
)
SITE = "https://example.org/en/"


def every(element, name):
    return element.findall(f"{{{ATOM}}}{name}")


def text(element, name):
    (only,) = every(element, name)
    return only.text


@pytest.fixture(params=[(language, feed) for language in LANGUAGES for feed in FEEDS], ids="/".join)
def feed(site, request):
    """A feed with its language and its place."""
    language, place = request.param
    root = ET.parse(site / language / place).getroot()  # noqa: S314 - our own file
    return root, language, place


def test_feed_has_what_atom_requires(feed):
    root, language, _ = feed
    assert root.tag == f"{{{ATOM}}}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert text(every(root, "author")[0], "name")
    for element in (root, *every(root, "entry")):
        assert text(element, "id")
        assert text(element, "title")
        assert MOMENT.fullmatch(text(element, "updated"))
    assert all(text(entry, "summary") for entry in every(root, "entry"))


def test_feed_entries_have_ids_of_their_own_in_built_site(feed):
    root, _, _ = feed
    ids = [text(entry, "id") for entry in every(root, "entry")]
    assert ids
    assert len(set(ids)) == len(ids)


def test_feed_links_to_itself_and_its_page(feed, pages):
    root, language, place = feed
    links = {link.get("rel"): link.get("href") for link in every(root, "link")}
    assert links["self"].endswith(f"/{language}/{place}")
    assert links["alternate"].endswith(f"/{language}/{FEEDS[place]}")
    assert f"/{language}/{FEEDS[place]}" in pages


def test_feed_entry_links_to_place_on_a_page(feed, pages):
    root, language, _ = feed
    for entry in every(root, "entry"):
        (link,) = every(entry, "link")
        path, _, name = link.get("href").partition("#")
        page = pages[f"/{language}/{path.partition(f'/{language}/')[2]}"]
        assert not name or name in page.ids


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["", "help/news/", "about/figures/"])
def test_page_names_both_feeds_in_its_head(pages, language, page):
    links = pages[f"/{language}/{page}"].all("link", type="application/atom+xml")
    assert [link["href"].partition(f"/{language}/")[2] for link in links] == list(FEEDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_news_links_both_feeds(pages, language):
    links = pages[f"/{language}/help/news/"].all("a", type="application/atom+xml")
    assert [link["href"] for link in links] == [f"/{language}/{feed}" for feed in FEEDS]


def test_news_in_each_language_have_same_dates(site):
    ids = [
        [text(entry, "id") for entry in every(ET.parse(file).getroot(), "entry")]  # noqa: S314 - our own
        for file in sorted(site.glob("*/help/news.xml"))
    ]
    assert len(ids) == len(LANGUAGES)
    assert all(each == ids[0] for each in ids)


def test_news_feed_has_dated_sections_alone():
    root = ET.fromstring(news_feed.feed(SITE, catalog_of("en"), "News", MARKUP))  # noqa: S314 - our own
    found = [
        (text(entry, "title"), text(entry, "updated"), text(entry, "summary"))
        for entry in every(root, "entry")
    ]
    assert found == [
        ("31 May 2024: twenty years", "2024-05-31T00:00:00Z", "More than one."),
        ("2022: a request", "2022-01-01T00:00:00Z", "Not law."),
    ]


def test_feed_is_as_new_as_its_newest_entry():
    entries = [
        Entry(id=f"tag:a,{year}:x", title="t", updated=date(year, 1, 2), link="/", summary="s")
        for year in (2020, 2024, 2022)
    ]
    feed = Feed(address="/f", page="/p", language="en", title="t", entries=entries)
    root = ET.fromstring(document(feed))  # noqa: S314 - our own
    assert text(root, "updated") == "2024-01-02T00:00:00Z"


def test_same_data_give_same_bytes():
    catalog = catalog_of("de")
    assert rule_feed.feed(SITE, catalog) == rule_feed.feed(SITE, catalog)
    one, other = (news_feed.feed(SITE, catalog, "Neues", MARKUP) for _ in range(2))
    assert one == other

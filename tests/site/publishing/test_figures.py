import html

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.parameters import load
from publishing import figures


def entries(language):
    return [
        entry
        for group in figures.groups(catalog_of(language))
        for figure in group["figures"]
        for entry in figure["entries"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_dated_figure_of_rules_is_on_page(language):
    assert len(entries(language)) == sum(len(p.values) for p in load.all_parameters())


def test_every_dated_figure_is_in_group():
    named = [figure["name"] for g in figures.groups(catalog_of("en")) for figure in g["figures"]]
    assert len(named) == len(load.all_parameters())


@pytest.mark.parametrize(
    ("language", "cap", "first_day"),
    [
        ("fr", "175,00\u00a0€", "1er\u00a0octobre\u00a02005"),
        ("nl", "€\u00a0175,00", "1\u00a0oktober\u00a02005"),
        ("de", "175,00\u00a0€", "1.\u00a0Oktober\u00a02005"),
        ("en", "€175.00", "1\u00a0October\u00a02005"),
    ],
)
def test_figure_is_written_way_of_language(language, cap, first_day):
    entry = next(e for e in entries(language) if "175" in e["value"])
    written = (entry["value"], entry["first"].replace(" ", "\u00a0"))
    assert written == (cap, first_day)


def test_figure_that_no_source_gives_is_called_unknown():
    unknown = sum(v.figure is None for p in load.all_parameters() for v in p.values)
    assert [e["value"] for e in entries("en")].count("not known") == unknown


def test_source_that_is_not_in_language_of_page_is_announced():
    entry = next(e for e in entries("de") if e["link_language"] == "fr")
    assert catalog_of("de").gettext("common.link_language.fr") in entry["link_note"]


def test_source_in_language_of_page_needs_no_announcement():
    assert {e["link_note"] for e in entries("nl") if e["link_language"] == "nl"} == {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_every_figure_and_source(pages, language):
    shown = html.unescape(pages[f"/{language}/about/figures/"].markup)
    assert [
        e for e in entries(language) if e["value"] not in shown or e["source"] not in shown
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_last_published_month_of_each_index_is_shown(pages, language):
    shown = html.unescape(pages[f"/{language}/about/figures/"].markup)
    last = {s.last_month: s.figures[s.last_month] for s in load.maintenance().series.values()}
    assert all(catalog_of(language).format(month) in shown for month in last)

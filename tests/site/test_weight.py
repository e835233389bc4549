from functools import cache

import brotli
import pytest

from functions.words.load import LANGUAGES

GUIDANCE_BUDGET = 40_000
SIMULATOR_BUDGET = 60_000
REFERENCE = ("/about/contract/",)
"""Pages to look something up in, long by their nature: the budget of a simulator."""
SCRIPT_BUDGET = 3_000
SEARCH_BUDGET = 80_000
MOST_REQUESTS = 6


@cache
def over_the_wire(file):
    return compressed(file.read_bytes())


def compressed(content):
    return len(brotli.compress(content, quality=11))


def loaded_by(site, page):
    sheets = [link["href"] for link in page.all("link") if link["rel"] in {"stylesheet", "icon"}]
    others = [element["src"] for tag in ("script", "img") for element in page.all(tag)]
    return {site / address.removeprefix("/") for address in (*sheets, *others)}


def test_a_page_stays_within_its_weight(site, pages):
    heavy = {}
    for address, page in pages.items():
        budget = (
            SIMULATOR_BUDGET
            if page.all("script") or address.endswith(REFERENCE)
            else GUIDANCE_BUDGET
        )
        weight = compressed(page.markup.encode())
        weight += sum(map(over_the_wire, loaded_by(site, page)))
        if weight > budget:
            heavy[address] = weight
    assert heavy == {}


def test_a_page_needs_few_requests(site, pages):
    counts = {address: 1 + len(loaded_by(site, page)) for address, page in pages.items()}
    assert {address: count for address, count in counts.items() if count > MOST_REQUESTS} == {}


@pytest.mark.parametrize("script", ["simulator.js", "find.js"])
def test_a_script_that_comes_with_a_page_is_small(asset, script):
    assert asset(script).stat().st_size < SCRIPT_BUDGET


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_first_search_loads_stays_within_its_weight(asset, language):
    loaded = (asset("search.js"), asset(f"pages-{language}.json"))
    assert sum(map(over_the_wire, loaded)) < SEARCH_BUDGET


def test_a_search_is_loaded_by_no_page(site, pages, asset):
    late = {asset("search.js"), *(asset(f"pages-{language}.json") for language in LANGUAGES)}
    assert {a for a, page in pages.items() if loaded_by(site, page) & late} == set()

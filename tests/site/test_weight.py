from functools import cache

import brotli
import pytest

from functions.forms.definition import form_definition
from functions.i18n.catalog import LANGUAGES
from functions.pages.built_pages import PAGES_DIRECTORY
from functions.pages.repeated_rows import CALCULATE
from tests.api.events import application
from tests.site.conftest import Page
from tests.site.result_pages import answered, result_pages, sent

GUIDANCE_BUDGET = 20_000
FORM_BUDGET = 25_000
"""A form with the scripts that keep its answers and show the answer so far."""
RESULT_BUDGET = 60_000
REFERENCE = (
    "/about/api/",
    "/about/contract/",
    "/about/figures/",
    "/about/method/",
    "/help/glossary/",
    "/help/statistics/",
)
"""Pages to look something up in, long by their nature: the budget of a result."""
COMPONENTS = "/components.html"
"""What developers look at: it has every style sheet."""
LONGEST = application(
    children=[{"birthDate": "2015-05-03", "monthlyMaintenance": "150.00"}] * 10, months=60
)
"""The application whose result has the most lines: every child, every month."""
ONE_CHILD = application(months=60)
SCRIPT_BUDGET = 3_700
SEARCH_BUDGET = 80_000
MOST_REQUESTS = 7
MOST_REQUESTS_OF_GUIDANCE = 4


BEST, QUICK = 11, 5
"""How hard brotli tries. What is small enough after the quick way is so after the best as well."""


@cache
def over_the_wire(file, quality=BEST):
    return compressed(file.read_bytes(), quality)


def compressed(content, quality=BEST):
    return len(brotli.compress(content, quality=quality))


def loaded_by(site, page):
    sheets = [
        link["href"]
        for link in page.all("link")
        if link["rel"] in {"stylesheet", "icon"} and "disabled" not in link
    ]
    others = [element["src"] for tag in ("script", "img") for element in page.all(tag)]
    return {site / address.removeprefix("/") for address in (*sheets, *others)}


def test_page_stays_within_its_weight(site, pages):
    heavy = {}
    for address, page in pages.items():
        budget = RESULT_BUDGET if address.endswith((*REFERENCE, COMPONENTS)) else FORM_BUDGET
        if is_guidance(address, page):
            budget = GUIDANCE_BUDGET
        if too_heavy(site, page, budget):
            heavy[address] = with_all_it_loads(site, page)
    assert heavy == {}


def is_guidance(address, page):
    """A page to read: only the script and the styles of every page, and nothing to look up."""
    files = [*page.all("script"), *page.all("link", rel="stylesheet")]
    return len(files) == 2 and not address.endswith(REFERENCE)


def too_heavy(site, page, budget):
    return all(with_all_it_loads(site, page, quality) > budget for quality in (QUICK, BEST))


def with_all_it_loads(site, page, quality=BEST):
    return compressed(page.markup.encode(), quality) + loads(site, page, quality)


def loads(site, page, quality=BEST):
    return sum(over_the_wire(file, quality) for file in loaded_by(site, page))


def test_style_sheet_that_waits_is_loaded_while_browser_is_idle(pages):
    waiting = {
        address: {link["href"] for link in page.all("link") if "disabled" in link}
        for address, page in pages.items()
    }
    early = {
        address: {link["href"] for link in page.all("link", rel="prefetch")}
        for address, page in pages.items()
    }
    assert any(waiting.values())
    assert early == waiting


# German, whose words are the longest.
def test_page_with_result_stays_within_its_weight(site):
    found = list(result_pages(site, ("de",), summaries=False))
    assert [shown.name for shown in found if not shown.shows_a_result] == []
    weights = {shown.name: weight_of_answer(site, shown.reply) for shown in found}
    heavy = {name: weight for name, weight in weights.items() if weight > RESULT_BUDGET}
    assert heavy == {}


def weight_of_answer(site, reply):
    """The bytes that the function sends, and those of the files that the page loads."""
    return reply.size + loads(site, Page("", reply.body))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("asked", "budget"), [(ONE_CHILD, 15_500), (LONGEST, 26_000)])
def test_long_result_is_sent_in_few_bytes(site, language, asked, budget, monkeypatch):
    monkeypatch.setenv(PAGES_DIRECTORY, str(site))
    questions = form_definition("advances")
    reply = sent(questions, answered(questions, asked, language), CALCULATE)
    assert reply.status == 200
    assert reply.size < budget
    assert weight_of_answer(site, reply) < RESULT_BUDGET


def test_page_needs_few_requests(site, pages):
    counts = {
        address: 1 + len(loaded_by(site, page))
        for address, page in pages.items()
        if address != COMPONENTS
    }
    assert {address: count for address, count in counts.items() if count > MOST_REQUESTS} == {}
    guidance = {each: count for each, count in counts.items() if is_guidance(each, pages[each])}
    assert max(guidance.values()) <= MOST_REQUESTS_OF_GUIDANCE


@pytest.mark.parametrize("script", ["find.js", "check.js", "filter.js", "sheet.js"])
def test_scripts_of_pages_are_small(asset, script):
    assert asset(script).stat().st_size < SCRIPT_BUDGET


def test_scripts_of_simulator_are_small_together(asset):
    assert over_the_wire(asset("simulator.js")) + over_the_wire(asset("page.js")) < 8_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_search_loads_within_size_limit(asset, language):
    loaded = (asset("search.js"), asset(f"pages-{language}.json"))
    assert sum(map(over_the_wire, loaded)) < SEARCH_BUDGET


def test_search_is_loaded_by_no_page(site, pages, asset):
    late = {asset("search.js"), *(asset(f"pages-{language}.json") for language in LANGUAGES)}
    assert {a for a, page in pages.items() if loaded_by(site, page) & late} == set()

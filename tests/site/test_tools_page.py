"""Every tool has its place on the page of all tools, and every page of guidance leads to one."""

import pytest

from functions.calculators.registry import CALCULATORS
from functions.i18n.catalog import LANGUAGES
from functions.quick_answers.registry import QUICK_ANSWERS
from publishing.tools import BY_SITUATION
from tests.site.content_pages import all_pages, named
from tests.site.test_links import internal
from tests.support.each import each_of

TOOL_PAGES = {
    *(entry.page for entry in CALCULATORS.values()),
    *(entry.page for entry in QUICK_ANSWERS.values() if entry.is_whole_page),
}
GUIDANCE = [
    each
    for each in all_pages()
    if each.path.startswith(("advances/", "debtor/", "waiver/")) and "questions" not in each.meta
]


def links_of(page):
    return [path for path, _ in internal(page)]


def test_every_calculator_is_one_of_the_tools_exactly_once():
    named_tools = [name for names in BY_SITUATION.values() for name in names]
    assert sorted(named_tools) == sorted({*CALCULATORS, "letter"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_tools_leads_to_every_calculator(pages, language):
    found = links_of(pages[f"/{language}/tools/"])
    missing = {page for page in TOOL_PAGES if f"/{language}/{page}/" not in found}
    assert missing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_tools_is_linked_from_home_menu_and_footer(pages, language):
    tools = f"/{language}/tools/"
    assert links_of(pages[f"/{language}/"]).count(tools) >= 3
    assert links_of(pages[f"/{language}/about/privacy/"]).count(tools) >= 2


@each_of(GUIDANCE, named)
def test_page_of_guidance_has_a_button_to_its_tool(each):
    (target,) = [line for line in each.text.splitlines() if line.endswith("{ .button }")]
    page = target.rpartition("](")[2].partition(")")[0].removesuffix(".md")
    folder = each.path.partition("/")[0]
    address = page.removeprefix("../") if page.startswith("../") else f"{folder}/{page}"
    assert address in TOOL_PAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_the_debtor_lead_to_the_two_questions_on_the_letter(pages, language):
    deadline = f"/{language}/debtor/deadline/"
    for page in ("debtor", "debtor/fifteen-days", "advances/deadlines"):
        assert deadline in links_of(pages[f"/{language}/{page}/"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_page_asks_the_questions_of_each_situation_with_ids_of_their_own(pages, language):
    page = pages[f"/{language}/"]
    sent = [form["action"] for form in page.all("form")]
    assert {entry.path for entry in QUICK_ANSWERS.values() if not entry.is_whole_page} <= set(sent)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))

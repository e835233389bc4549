"""The box that narrows a long list: the A to Z, the glossary, the forms."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
BOX = "#filter-words"
LISTS = {
    "help/find": (".initial li", "huissier"),
    "help/glossary": ("main h3", "subrogation"),
    "forms": (".downloads > li", "renouvellement"),
}
HOSTILE = ("\\[(a+)+$", " " * 5000, "e\u0301" * 3000, "\u202e\u200b", "<b>" * 2000)


@pytest.mark.parametrize(("path", "list_"), LISTS.items())
def test_filter_shows_only_entries_with_typed_words(page, path, list_):
    entries, word = list_
    page.goto(f"/fr/{path}/")
    whole = page.locator(f"{entries}:visible").count()
    page.locator(BOX).fill(word.upper())
    shown = page.locator(f"{entries}:visible")
    expect(page.locator("#filter [role=status]")).not_to_be_empty()
    assert 0 < shown.count() < whole
    page.locator(BOX).fill("")
    expect(shown).to_have_count(whole)


def test_filter_ignores_accents(page):
    page.goto("/fr/help/glossary/")
    page.locator(BOX).fill("arrieres")
    expect(page.locator("#arrears")).to_be_visible()
    expect(page.locator("#legal-aid")).to_be_hidden()


def test_filter_that_matches_nothing_states_next_step(page):
    page.goto("/en/help/find/")
    page.locator(BOX).fill("xyzxyz")
    expect(page.locator("#filter [role=status]")).to_have_text(
        page.locator("#filter").get_attribute("data-none")
    )


@pytest.mark.parametrize("typed", HOSTILE, ids=repr)
def test_filter_answers_whatever_is_typed(page, typed):
    page.goto("/en/help/find/")
    page.locator(BOX).fill(typed)
    page.locator(BOX).fill("advance")
    expect(page.locator("#filter [role=status]")).not_to_be_empty()


@pytest.mark.parametrize(("path", "list_"), LISTS.items())
def test_whole_list_is_shown_and_box_absent_without_scripts(page_without_scripts, path, list_):
    page_without_scripts.goto(f"/fr/{path}/")
    expect(page_without_scripts.locator(BOX)).to_be_hidden()
    expect(page_without_scripts.locator(list_[0]).last).to_be_visible()

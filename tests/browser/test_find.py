"""Searching on the page that lists everything from A to Z."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
BOX = "#search-words"
RESULTS = "#search-results > li"


@pytest.fixture
def small(page_with):
    return page_with(viewport={"width": 320, "height": 640})


def asked_for(page):
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


def test_search_by_keyboard_opens_right_page(page):
    page.goto("/fr/help/find/")
    page.locator(BOX).focus()
    page.keyboard.type("simulateur d'avances")
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.locator(f"{RESULTS}:first-child a.button").press("Enter")
    page.wait_for_url("**/fr/advances/simulator/")


def test_number_of_search_results_is_announced(page):
    page.goto("/en/help/find/")
    page.locator(BOX).fill("bailiff")
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_have_text(announced(page))


def announced(page):
    page.locator(RESULTS).first.wait_for()
    count = page.locator(RESULTS).count()
    box = page.locator("#search")
    one, more = box.get_attribute("data-one"), box.get_attribute("data-found")
    return one if count == 1 else more.replace("{count}", str(count))


def test_search_without_results_states_next_step(page):
    page.goto("/nl/help/find/")
    page.locator(BOX).fill("xyzxyzxyz")
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_have_text(
        page.locator("#search").get_attribute("data-none")
    )


def test_search_is_not_loaded_before_box_is_used(page):
    addresses = asked_for(page)
    page.goto("/de/help/find/", wait_until="networkidle")
    assert [a for a in addresses if "/assets/search." in a or "/assets/pages-" in a] == []


def test_typed_query_reaches_no_request_or_url(page):
    addresses = asked_for(page)
    page.goto("/en/help/find/")
    page.locator(BOX).fill("zebracrossing bailiff")
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert [a for a in [*addresses, page.url] if "zebra" in a or "bailiff" in a or "?" in a] == []


def test_search_that_cannot_be_loaded_points_to_list(page):
    page.route("**/assets/pages-*", lambda route: route.abort())
    page.goto("/fr/help/find/")
    page.locator(BOX).fill("huissier")
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_have_text(
        page.locator("#search").get_attribute("data-failed")
    )


def test_list_is_complete_and_box_absent_without_scripts(page_without_scripts):
    page_without_scripts.goto("/fr/help/find/")
    expect(page_without_scripts.locator(BOX)).to_be_hidden()
    expect(page_without_scripts.locator(".initial a").first).to_be_visible()


def test_results_fit_narrowest_screen(small):
    small.goto("/de/help/find/")
    small.locator(BOX).fill("Unterhaltsvorschuss")
    small.keyboard.press("Enter")
    expect(small.locator(RESULTS).first).to_be_visible()
    assert small.evaluate("document.documentElement.scrollWidth") == 320


def test_best_answer_shows_its_sentence_and_the_button_of_its_tool(page):
    page.goto("/en/help/find/")
    page.locator(BOX).fill("after how many unpaid months can I apply")
    page.keyboard.press("Enter")
    answer = page.locator(f"{RESULTS}.search__answer").first
    expect(answer).to_contain_text("months")
    answer.locator("a.button").click()
    page.wait_for_url("**/en/advances/eligibility/")


@pytest.mark.parametrize("typed", ["kindergeld" * 19 + "x", "(a+)+$[" * 40, "e\u0301" * 500])
def test_search_answers_whatever_is_typed(page, typed):
    page.goto("/nl/help/find/")
    page.locator(BOX).fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).not_to_be_empty()


def searched(page):
    page.goto("/fr/help/find/")
    page.locator(BOX).fill("huissier")
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_way_back_from_a_result_shows_words_and_results_again(returning):
    searched(returning)
    shown = returning.locator(RESULTS).all_text_contents()
    returning.locator(f"{RESULTS}:first-child > a").click()
    returning.wait_for_url(lambda address: "/help/find/" not in address)
    returning.go_back()
    expect(returning.locator(BOX)).to_have_value("huissier")
    expect(returning.locator(RESULTS)).to_have_text(shown)
    assert "huissier" not in returning.evaluate("JSON.stringify([location.href, history.state])")


def test_search_opened_anew_is_empty(page):
    searched(page)
    page.goto("/fr/help/glossary/")
    page.goto("/fr/help/find/")
    expect(page.locator(BOX)).to_have_value("")


def test_erased_search_words_are_not_shown_by_history(returning):
    searched(returning)
    returning.goto("/fr/waiver/calculator/")
    returning.locator("[data-erase]").first.click()
    returning.wait_for_load_state()
    returning.go_back()
    returning.wait_for_url("**/fr/help/find/")
    expect(returning.locator(BOX)).to_have_value("")
    expect(returning.locator(RESULTS)).to_have_count(0)

"""Whether a page helped, said with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers

pytestmark = pytest.mark.browser
FEEDBACK = "#feedback"


def test_yes_is_thanked_for_in_place_and_sends_no_text(page):
    page.goto("/fr/advances/amount/")
    with page.expect_request("**/feedback") as sent:
        page.locator(f"{FEEDBACK} button[value=yes]").click()
    assert sorted(sent.value.post_data.split("&")) == [
        "answer=yes",
        "language=fr",
        "page=advances%2Famount",
        "reason=",
    ]
    expect(page.locator(f"{FEEDBACK} p")).to_have_count(1)
    expect(page.locator(f"{FEEDBACK} p")).to_be_focused()
    assert barriers(page) == []


def test_no_offers_reasons_from_list(page):
    page.goto("/nl/")
    page.locator(f"{FEEDBACK} summary").click()
    page.locator("#feedback-reason").select_option("unclear")
    with page.expect_request("**/feedback") as sent:
        page.locator(f"{FEEDBACK} button[value=no]").click()
    assert "reason=unclear" in sent.value.post_data
    assert "page=home" in sent.value.post_data
    assert page.locator(f"{FEEDBACK} :is(textarea, input:not([type=hidden]))").count() == 0


def test_without_scripts_thanks_open_beside_page(page_without_scripts):
    page = page_without_scripts
    page.goto("/de/waiver/appeal/")
    with page.context.expect_page() as opened:
        page.locator(f"{FEEDBACK} button[value=yes]").click()
    expect(opened.value.locator("html[lang=de] h1")).to_have_text("Danke")
    expect(page.locator("#informedOn")).to_be_visible()

"""The pages of a part: beside the text on a wide screen, folded below it on a phone."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def small_page(page_with):
    return page_with(viewport={"width": 320, "height": 640}, java_script_enabled=False)


def test_wide_screen_shows_pages_of_part_beside_text(page):
    page.goto("/fr/waiver/")
    expect(page.locator(".part a").first).to_be_visible()
    text, part = page.locator("main").bounding_box(), page.locator(".part").bounding_box()
    assert part["x"] >= text["x"] + text["width"]


def test_phone_shows_pages_of_part_below_text(small_page):
    small_page.goto("/fr/waiver/")
    text, part = (
        small_page.locator("main").bounding_box(),
        small_page.locator(".part").bounding_box(),
    )
    assert part["y"] >= text["y"] + text["height"]


def test_menu_on_narrow_screen_opens_by_keyboard_without_scripts(small_page):
    small_page.goto("/de/waiver/calculator/")
    expect(small_page.locator(".part a").first).to_be_hidden()
    small_page.locator(".part summary").focus()
    small_page.keyboard.press("Enter")
    expect(small_page.locator(".part a").first).to_be_visible()


def test_calculators_follow_guidance_pages_in_menu(page):
    page.goto("/nl/advances/")
    order = page.locator(".part a").evaluate_all(
        "links => links.map((link) => Boolean(link.closest('.calculators')))"
    )
    assert (order, any(order), all(order)) == (sorted(order), True, False)


def test_page_itself_is_marked(page):
    page.goto("/en/waiver/appeal/")
    expect(page.locator(".part [aria-current=page]")).to_have_attribute(
        "href", "/en/waiver/appeal/"
    )


@pytest.mark.parametrize("width", [320, 600, 1100, 1280])
def test_no_width_needs_sideways_scroll(page_with, width):
    page = page_with(viewport={"width": width, "height": 800})
    page.goto("/de/waiver/")
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(
    "address",
    ["/fr/", "/fr/debtor/", "/fr/advances/simulator/", "/fr/help/glossary/", "/fr/forms/"],
)
def test_every_page_has_same_edges_on_wide_screen(page, address):
    page.goto(address)
    bars = page.locator(".header__bar, .page, .footer__inner").evaluate_all(
        "bars => bars.map((bar) => [bar.offsetLeft, bar.offsetWidth])"
    )
    assert set(map(tuple, bars)) == {(48, 1184)}


def test_not_found_page_links_to_search(page):
    page.goto("/nl/no-such-page/")
    page.locator("main a.button").click()
    page.wait_for_url("**/nl/help/find/")

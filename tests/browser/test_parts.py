"""The pages of a part: beside the text on a wide screen, behind one line on a phone."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def small_page(new_context):
    return new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False).new_page()


def test_wide_screen_shows_pages_of_part(page):
    page.goto("/fr/waiver/")
    expect(page.locator(".part--wide")).to_be_visible()
    expect(page.locator(".part--narrow")).to_be_hidden()


def test_menu_on_narrow_screen_opens_by_keyboard_without_scripts(small_page):
    small_page.goto("/de/waiver/calculator/")
    expect(small_page.locator(".part--wide")).to_be_hidden()
    small_page.locator(".part--narrow summary").focus()
    small_page.keyboard.press("Enter")
    expect(small_page.locator(".part--narrow a").first).to_be_visible()


def test_calculators_follow_guidance_pages_in_menu(page):
    page.goto("/nl/advances/")
    order = page.locator(".part--wide a").evaluate_all(
        "links => links.map((link) => Boolean(link.closest('.calculators')))"
    )
    assert (order, any(order), all(order)) == (sorted(order), True, False)


def test_page_itself_is_marked(page):
    page.goto("/en/waiver/appeal/")
    expect(page.locator(".part--wide [aria-current=page]")).to_have_attribute(
        "href", "/en/waiver/appeal/"
    )


@pytest.mark.parametrize("width", [320, 960, 1216])
def test_no_width_needs_sideways_scroll(new_context, width):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto("/de/waiver/")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_not_found_page_links_to_search(page):
    page.goto("/nl/no-such-page/")
    page.locator("main a.button").click()
    page.wait_for_url("**/nl/help/find/")

import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import LANGUAGES

pytestmark = pytest.mark.browser


@pytest.fixture
def small_page(new_context):
    """The narrowest screen that must work, scripts off."""
    return new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False).new_page()


def test_menu_opens_by_keyboard_without_scripts(small_page):
    small_page.goto("/fr/")
    menu = small_page.locator(".menu--narrow summary")
    menu.focus()
    small_page.keyboard.press("Enter")
    expect(small_page.locator(".menu--narrow a").first).to_be_visible()


def test_closed_menu_takes_no_focus(small_page):
    small_page.goto("/fr/")
    small_page.locator(".menu--narrow summary").focus()
    small_page.keyboard.press("Tab")
    assert small_page.locator("main a:focus").count() == 1


def test_skip_link_is_first_and_leads_to_content(page):
    page.goto("/nl/advances/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_switch_links_to_same_page(page, language):
    page.goto("/fr/waiver/calculator/")
    page.locator(f'.languages a[lang="{language}"]').click()
    page.wait_for_url(f"**/{language}/waiver/calculator/")
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize(
    "address",
    ["/", "/fr/", "/nl/advances/", "/de/advances/simulator/", "/en/about/figures/", "/de/forms/"],
)
def test_narrowest_screen_needs_no_horizontal_scroll(new_context, address):
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_page_answers_in_language_of_its_folder(page, language):
    reply = page.goto(f"/{language}/no-such-page/")
    assert (reply.status, page.locator("html").get_attribute("lang")) == (404, language)

import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import LANGUAGES

pytestmark = pytest.mark.browser


@pytest.fixture
def small_page(page_with):
    """The narrowest screen that must work, scripts off."""
    return page_with(viewport={"width": 320, "height": 640}, java_script_enabled=False)


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
    assert small_page.locator("header :focus").count() == 0


@pytest.mark.parametrize("opened", [".languages", ".menu--narrow"])
def test_escape_closes_what_header_opened_and_keeps_focus(phone, opened):
    phone.goto("/fr/advances/")
    phone.locator(f"{opened} summary").click()
    expect(phone.locator(f"{opened} a").first).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.locator(f"{opened} a").first).to_be_hidden()
    expect(phone.locator(f"{opened} summary")).to_be_focused()


def test_header_of_phone_is_one_row(phone):
    phone.goto("/de/advances/")
    assert phone.locator(".header").bounding_box()["height"] <= 57


@pytest.mark.parametrize(
    "address",
    ["/fr/advances/", "/de/debtor/fifteen-days/", "/nl/waiver/calculator/", "/en/help/glossary/"],
)
def test_title_of_inner_page_is_near_top_of_phone(phone, address):
    phone.goto(address)
    assert phone.locator("h1").bounding_box()["y"] <= 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_situation_of_home_page_is_in_upper_half_of_phone(phone, language):
    phone.goto(f"/{language}/")
    assert phone.locator(".situation summary").first.bounding_box()["y"] <= 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_footer_of_phone_is_short(phone, language):
    phone.goto(f"/{language}/debtor/")
    assert phone.locator(".footer").bounding_box()["height"] < 500


def test_one_situation_of_home_page_is_open_at_a_time(phone):
    phone.goto("/fr/")
    for place in range(3):
        phone.locator(".situation summary").nth(place).click()
        assert phone.locator(".situation[open]").count() == 1


def test_wide_home_page_shows_first_situation_before_anything_is_pressed(page):
    page.goto("/fr/")
    expect(page.locator("#situation-advances .button")).to_be_visible()
    page.locator("#situation-waiver summary").click()
    expect(page.locator("#situation-waiver .button").first).to_be_visible()
    expect(page.locator("#situation-advances .button")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_language_of_browser_is_marked_where_scripts_are_on(new_context, scripts):
    context = new_context(
        viewport={"width": 360, "height": 740}, locale="de-BE", java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto("/")
    links = page.locator(".welcome a")
    assert links.count() == len(LANGUAGES)
    assert links.last.bounding_box()["y"] + links.last.bounding_box()["height"] <= 740
    marked = page.locator(".welcome .is-own").evaluate_all("links => links.map((a) => a.hreflang)")
    assert marked == (["de"] if scripts else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_switch_links_to_same_page(page, language):
    page.goto("/fr/waiver/calculator/")
    page.locator(".languages summary").click()
    page.locator(f'.languages a[lang="{language}"]').click()
    page.wait_for_url(f"**/{language}/waiver/calculator/")
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize(
    "address",
    ["/", "/fr/", "/nl/advances/", "/de/advances/simulator/", "/en/about/figures/", "/de/forms/"],
)
def test_narrowest_screen_needs_no_horizontal_scroll(page_with, address):
    page = page_with(viewport={"width": 320, "height": 640})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_page_answers_in_language_of_its_folder(page, language):
    reply = page.goto(f"/{language}/no-such-page/")
    assert (reply.status, page.locator("html").get_attribute("lang")) == (404, language)


@pytest.mark.parametrize(
    "address", ["/fr/about/figures/#sources", "/en/about/method/#planRenewals"]
)
def test_link_to_part_of_folded_page_opens_it_without_scripts(page_without_scripts, address):
    page_without_scripts.goto(address)
    expect(page_without_scripts.locator(f"#{address.partition('#')[2]}")).to_be_visible()

"""Pages of guidance without a network: kept where somebody asked for it, and no answer ever."""

import re

import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import LANGUAGES, catalog_of
from tests.browser.form_actions import CALCULATE, fill, press
from tests.browser.test_taking_along import RENEWALS

pytestmark = pytest.mark.browser
READ = "/fr/advances/conditions/"
OTHER = "/fr/debtor/costs/"
KEEP = "[data-keep-pages]"
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
  }
  return found;
}"""
CONTROLLED = "() => navigator.serviceWorker.controller !== null"
IS_EMPTY = "async () => (await caches.keys()).length === 0"
HAS_NONE = "async () => (await navigator.serviceWorker.getRegistrations()).length === 0"
OLD = """async () => {
  const cache = await caches.open('alimenta-before');
  await cache.put('/fr/debtor/costs/', new Response('old'));
}"""


@pytest.fixture
def page(own_page):
    """What is kept on the device, and the lost network, last as long as a context."""
    return own_page


def kept_by(page):
    return {place for place in page.evaluate(KEPT) if place.endswith("/")}


def switch_on(page, place=READ):
    page.goto(place)
    page.locator(KEEP).click()
    page.wait_for_function(CONTROLLED)
    page.wait_for_function(
        f"async () => ({KEPT})().then(found => found.includes(location.pathname))"
    )


def test_nothing_is_kept_before_somebody_asks(page):
    page.goto(READ)
    assert page.evaluate(IS_EMPTY)
    assert page.evaluate(HAS_NONE)


def test_pages_that_were_read_open_without_network(page):
    switch_on(page)
    page.goto(OTHER)
    page.context.set_offline(True)
    for place in (READ, OTHER):
        page.goto(place)
        expect(page.locator("h1")).not_to_have_text(catalog_of("fr").gettext("offline.title"))
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_that_is_not_kept_says_so_in_its_language(page, language):
    switch_on(page)
    page.context.set_offline(True)
    page.goto(f"/{language}/advances/simulator/")
    expect(page.locator("h1")).to_have_text(catalog_of(language).gettext("offline.title"))


def test_no_form_no_answer_and_nothing_below_api_is_kept(page):
    switch_on(page)
    page.goto("/fr/advances/renewals/")
    fill(page, RENEWALS, "fr")
    press(page, CALCULATE, ".result")
    page.evaluate("() => fetch('/api/alimenta/v1/health').then(reply => reply.text())")
    assert kept_by(page) == {READ}
    assert [place for place in page.evaluate(KEPT) if place.startswith("/api/")] == []


def test_calculator_without_network_says_so_and_keeps_what_was_typed(page):
    page.goto("/fr/advances/renewals/")
    fill(page, RENEWALS, "fr")
    page.context.set_offline(True)
    page.locator(CALCULATE).click()
    expect(page.locator("#simulator-fault")).to_contain_text(
        catalog_of("fr").gettext("keep.faults.network")
    )
    assert page.locator("[name=educationUntil]").input_value() != ""


@pytest.mark.parametrize("again", [KEEP, "[data-erase]"], ids=["button", "erased answers"])
def test_switching_off_or_erasing_leaves_nothing_on_device(page, again):
    switch_on(page)
    if again != KEEP:
        page.goto("/fr/advances/renewals/")
        fill(page, RENEWALS, "fr")
        press(page, CALCULATE, ".result")
    page.locator(f"{again}:visible").first.click()
    page.wait_for_function(IS_EMPTY)
    page.goto(OTHER)
    assert page.evaluate(IS_EMPTY)
    assert page.evaluate(HAS_NONE)


def test_leaving_quickly_leaves_nothing_on_device(page, gateway):
    switch_on(page)
    page.context.route(re.compile("meteo"), lambda route: route.fulfill(body="weather"))
    page.locator("[data-leave]").click()
    page.wait_for_url(re.compile("meteo"))
    page.goto(f"{gateway}/fr/404.html")
    page.wait_for_function(IS_EMPTY)
    assert page.evaluate(HAS_NONE)


def test_new_release_takes_place_of_one_before_within_visit(page):
    page.goto(READ)
    page.evaluate(OLD)
    page.locator(KEEP).click()
    page.wait_for_function(CONTROLLED)
    page.wait_for_function("async () => (await caches.keys()).length === 1")
    assert "alimenta-before" not in page.evaluate("() => caches.keys()")
    body = page.evaluate(f"() => caches.match('{OTHER}').then(kept => kept.text())")
    assert body != "old"


def test_without_scripts_no_button_offers_to_keep_pages(page_without_scripts):
    page_without_scripts.goto(READ)
    expect(page_without_scripts.locator(KEEP)).to_be_hidden()

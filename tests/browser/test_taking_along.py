"""A calendar file, a sheet of paper, a link: taken along by a person, scripts on or off."""

import re

import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import catalog_of
from tests.browser.form_actions import CALCULATE, fill, fill_advances, press
from tests.unit.exports.calendar_reader import events

pytestmark = pytest.mark.browser
RENEWALS = {
    "birthDate": "2006-02-14",
    "grantedOn": "2026-07-15",
    "educationUntil": "2028-06-30",
    "proofAskedOn": "2026-12-04",
}
SAVE = ".take-along button[value=calendar]"
SUMMARIZE = "button[value=summary]"
PAGE_OF_A_PDF = re.compile(rb"/Type\s*/Page\b")


VIEWPORT = {"width": 360, "height": 740}
"""Of ``visitor``."""


def with_result(page, language="fr"):
    page.goto(f"/{language}/advances/renewals/")
    fill(page, RENEWALS, language)
    press(page, CALCULATE, ".result")


def test_days_of_result_are_saved_as_file_and_result_stays(visitor, tmp_path):
    with_result(visitor)
    with visitor.expect_download() as download:
        visitor.locator(SAVE).click()
    assert download.value.suggested_filename == "alimenta-renewals.ics"
    file = tmp_path / "saved.ics"
    download.value.save_as(file)
    found = events(file.read_bytes().decode())
    assert [str(event.day) for event in found][-1] == "2028-06-30"
    expect(visitor.locator(".result")).to_be_visible()
    assert "?" not in visitor.url


def test_summary_opens_and_links_back_to_result(visitor):
    with_result(visitor, "de")
    visitor.locator(SUMMARIZE).click()
    expect(visitor.locator(".summary h1")).to_have_text(
        catalog_of("de").gettext("common.summary.heading")
    )
    assert visitor.title().startswith(catalog_of("de").gettext("common.summary.title_prefix"))
    wide = visitor.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
    visitor.locator(".summary form button").click()
    expect(visitor.locator(".result")).to_be_visible()


@pytest.mark.parametrize("language", ["fr", "de"])
def test_summary_of_long_simulation_prints_on_one_sheet(page, language):
    fill_advances(page, language)
    press(page, CALCULATE, ".result")
    page.locator(SUMMARIZE).click()
    expect(page.locator(".summary")).to_be_visible()
    sheet = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(PAGE_OF_A_PDF.findall(sheet)) == 1


def test_printed_explanation_keeps_its_folded_or_open_state(page):
    with_result(page)
    page.emulate_media(media="print")
    expect(page.locator(".steps")).to_be_hidden()
    page.emulate_media(media="screen")
    page.locator("#result-steps > summary").click()
    page.emulate_media(media="print")
    expect(page.locator(".steps")).to_be_visible()


def test_address_to_share_holds_no_answer(visitor):
    with_result(visitor)
    share = visitor.locator(".page-foot")
    mail = share.locator("a[href^=mailto]").get_attribute("href")
    assert mail.startswith("mailto:?subject=")
    assert "advances/renewals/" in mail
    assert "2006" not in share.inner_text() + mail
    expect(share).to_contain_text(catalog_of("fr").gettext("site.share.no_answers"))


def test_device_without_share_copies_address_of_page(new_context):
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script("delete Navigator.prototype.share")
    page.goto("/en/advances/amount/")
    page.locator("[data-share]").click()
    copied = catalog_of("en").gettext("site.share.copied")
    expect(page.locator(".share__status")).to_have_text(copied)
    assert page.evaluate("navigator.clipboard.readText()").endswith("/en/advances/amount/")


def test_device_that_shares_gets_title_and_address(own_page):
    page = own_page
    page.add_init_script(
        "navigator.share = async (what) => { document.body.dataset.shared = JSON.stringify(what); }"
    )
    page.goto("/fr/advances/amount/")
    page.locator("[data-share]").click()
    shared = page.locator("body").get_attribute("data-shared")
    assert "/fr/advances/amount/" in shared

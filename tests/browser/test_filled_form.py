"""A result becomes the form, filled in, by way of the page of names: by keyboard too."""

import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import catalog_of
from tests.browser.form_actions import CALCULATE, fill_waiver, press
from tests.browser.test_arrears import fill_arrears
from tests.unit.paper_forms.conftest import values_of

pytestmark = pytest.mark.browser
FILL = "button[formaction$='/fillWaiverForm/waiver-request']"


VIEWPORT = {"width": 320, "height": 740}
"""Of ``visitor``."""


SAVE = ".personal .step-end button[data-plainly]"


def test_pdf_button_saves_filled_form_by_way_of_page_of_names(visitor, tmp_path):
    result = fill_waiver(visitor, "de")
    press(visitor, CALCULATE, ".result")
    button = visitor.locator(FILL)
    assert button.inner_text() == catalog_of("de").gettext(
        "common.take_along.waiver-request.button"
    )
    button.focus()
    visitor.keyboard.press("Enter")
    visitor.locator("#personal-debtor-lastName").fill("Łukasik")
    visitor.locator(SAVE).focus()
    with visitor.expect_download() as download:
        visitor.keyboard.press("Enter")
    assert download.value.suggested_filename == "antrag-verzicht-rueckforderung.pdf"
    file = tmp_path / "saved.pdf"
    download.value.save_as(file)
    found = values_of(file.read_bytes())
    assert found["household-childrenWithChildBenefit"] == str(result["childrenWithChildBenefit"])
    assert found["decision-amount"].endswith(result["debt"][-2:])
    assert found["debtor-lastName"] == "Łukasik"
    assert "?" not in visitor.url
    assert "Łukasik" not in visitor.evaluate("JSON.stringify(sessionStorage)")


def test_buttons_of_page_of_names_raise_no_script_error(visitor):
    raised = []
    visitor.on("pageerror", lambda error: raised.append(str(error)))
    fill_waiver(visitor, "de")
    press(visitor, CALCULATE, ".result")
    visitor.locator(FILL).click()
    with visitor.expect_download():
        visitor.locator(SAVE).click()
    assert not raised


def test_corrected_error_on_page_of_names_is_gone_once_pdf_is_saved(page):
    fill_waiver(page, "de")
    press(page, CALCULATE, ".result")
    page.locator(FILL).click()
    born = page.locator(".personal input.date").first
    born.fill("31/02/1990")
    page.locator(SAVE).click()
    expect(page.locator(".personal")).to_contain_text("Dieses Datum gibt es nicht")
    born = page.locator(".personal input.date").first
    born.fill("28/02/1990")
    with page.expect_download():
        page.locator(SAVE).click()
    expect(page.locator(".error-summary, .error-message, [aria-invalid]")).to_have_count(0)


def test_page_of_names_leads_back_to_result(visitor):
    fill_waiver(visitor, "nl")
    press(visitor, CALCULATE, ".result")
    visitor.locator(FILL).click()
    visitor.locator("#personal-debtor-lastName").fill("Łukasik")
    visitor.locator(".personal button[value=calculate]").click()
    visitor.locator(".result").wait_for()
    assert "Łukasik" not in visitor.content()
    assert "Łukasik" not in visitor.evaluate("JSON.stringify(sessionStorage)")


def test_pdf_button_saves_form_with_complete_arrears_table(visitor, tmp_path):
    result = fill_arrears(visitor, "fr")
    press(visitor, CALCULATE, ".result")
    visitor.locator("button[formaction$='/fillArrearsForm/intervention']").click()
    with visitor.expect_download() as download:
        visitor.locator(SAVE).click()
    assert download.value.suggested_filename == "demande-intervention.pdf"
    file = tmp_path / "saved.pdf"
    download.value.save_as(file)
    found = values_of(file.read_bytes())
    received = [name for name in found if name.endswith("-received")]
    assert len(received) == len(result["receivedPayments"])
    assert {"payments-totalDue", "payments-totalReceived", "payments-arrears"} <= found.keys()


def test_names_go_along_to_another_language_and_stay_nowhere(visitor):
    fill_waiver(visitor, "de")
    press(visitor, CALCULATE, ".result")
    visitor.locator(FILL).click()
    visitor.locator("#personal-debtor-lastName").fill("Łukasik")
    visitor.locator(".personal button[lang=nl]").click()
    expect(visitor.locator("html")).to_have_attribute("lang", "nl")
    expect(visitor.locator("#personal-debtor-lastName")).to_have_value("Łukasik")
    assert "?" not in visitor.url
    assert "Łukasik" not in visitor.evaluate("JSON.stringify(sessionStorage)")


def with_names(page):
    fill_waiver(page, "nl")
    press(page, CALCULATE, ".result")
    page.locator(FILL).click()
    page.locator("#personal-debtor-lastName").fill("Łukasik")


def test_way_back_says_before_that_names_are_lost(visitor):
    with_names(visitor)
    back = visitor.locator(".personal button[value=calculate]")
    said = catalog_of("nl").gettext("paper_personal.back_loses")
    expect(back).to_have_accessible_description(said)
    expect(visitor.get_by_text(said)).to_be_visible()


def test_history_leads_back_and_forward_to_the_result_without_a_name(returning):
    with_names(returning)
    returning.go_back()
    expect(returning.locator(".result")).to_be_visible()
    returning.go_forward()
    expect(returning.locator(".result, .personal")).to_be_visible()
    kept = returning.evaluate("JSON.stringify([sessionStorage, history.state, location.href])")
    assert "Łukasik" not in kept


def test_page_of_names_loaded_again_shows_the_result(page):
    with_names(page)
    page.reload()
    expect(page.locator(".result")).to_be_visible()
    assert "Łukasik" not in page.content()

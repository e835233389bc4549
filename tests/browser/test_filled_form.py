"""A result becomes the paper form, filled in, with one press: scripts on or off, by keyboard."""

import pytest

from functions.i18n.catalog import catalog_of
from tests.browser.form_actions import CALCULATE, fill_waiver, press
from tests.browser.test_arrears import fill_arrears
from tests.unit.paper_forms.conftest import values_of

pytestmark = pytest.mark.browser
FILL = "button[formaction$='/fillWaiverForm/waiver-request']"


VIEWPORT = {"width": 320, "height": 740}
"""Of ``visitor``."""


def test_pdf_button_saves_filled_form_and_keeps_result(visitor, tmp_path):
    result = fill_waiver(visitor, "de")
    press(visitor, CALCULATE, ".result")
    button = visitor.locator(FILL)
    assert button.inner_text() == catalog_of("de").gettext(
        "common.take_along.waiver-request.button"
    )
    button.focus()
    with visitor.expect_download() as download:
        visitor.keyboard.press("Enter")
    assert download.value.suggested_filename == "alimenta-waiver-request.pdf"
    file = tmp_path / "saved.pdf"
    download.value.save_as(file)
    found = values_of(file.read_bytes())
    assert found["household-childrenWithChildBenefit"] == str(result["childrenWithChildBenefit"])
    assert found["decision-amount"].endswith(result["debt"][-2:])
    assert visitor.locator(".result").is_visible()
    assert "?" not in visitor.url


def test_pdf_button_saves_form_with_complete_arrears_table(visitor, tmp_path):
    result = fill_arrears(visitor, "fr")
    press(visitor, CALCULATE, ".result")
    with visitor.expect_download() as download:
        visitor.locator("button[formaction$='/fillArrearsForm/intervention']").click()
    assert download.value.suggested_filename == "alimenta-intervention.pdf"
    file = tmp_path / "saved.pdf"
    download.value.save_as(file)
    found = values_of(file.read_bytes())
    received = [name for name in found if name.endswith("-received")]
    assert len(received) == len(result["receivedPayments"])
    assert {"payments-totalDue", "payments-totalReceived", "payments-arrears"} <= found.keys()
    assert visitor.locator(".result").is_visible()

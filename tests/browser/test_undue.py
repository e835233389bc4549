"""The page on money that the service asks back, filled in by hand, against the interface."""

import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import catalog_of
from tests.browser.form_actions import (
    CALCULATE,
    EVERY_LANGUAGE,
    amount,
    asked_by_machine,
    fill,
    press,
    rows,
)

pytestmark = pytest.mark.browser
ANSWERS = {
    "askedOn": "2026-11-21",
    "undue": "1350.00",
    "fraud": False,
    "payments": [{"amount": "175.00"}, {"amount": "1204.33"}],
}


@EVERY_LANGUAGE
def test_page_shows_withheld_sums_of_json_response(visitor, gateway, language):
    visitor.goto(f"/{language}/advances/undue/")
    press(visitor, "button[value='add:payments']", '[name="payments[1].amount"]')
    fill(visitor, ANSWERS, language)
    press(visitor, CALCULATE, ".result")
    result = asked_by_machine(gateway, "setOffUndueSum", ANSWERS, language)
    shown = [row[1:] for row in rows(visitor, "#result-payments")]
    assert shown == [[amount(text, language) for text in one.values()] for one in result["setOffs"]]
    assert amount(result["remaining"], language) in visitor.locator(".answer").inner_text()


@EVERY_LANGUAGE
def test_empty_form_returns_page_with_error_summary(visitor, language):
    visitor.goto(f"/{language}/advances/undue/")
    press(visitor, CALCULATE, ".error-summary")
    expect(visitor.locator(".error-summary a")).to_have_count(4)
    assert visitor.title().startswith(catalog_of(language).gettext("common.errors.title_prefix"))

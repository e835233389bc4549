"""The page on the payments of a debtor, filled in by hand, against the interface."""

from decimal import Decimal

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
    "applicationDate": "2026-03-15",
    "arrears": "1000.00",
    "recoveryCosts": "50.00",
    "monthlyMaintenance": "1250.50",
    "monthlyAdvance": "175.00",
    "firstMonth": "2026-04",
    "months": 7,
    "payments": [
        {"date": "2026-04-05", "amount": "1500.25"},
        {"date": "2026-05-06", "amount": "400.00"},
    ],
}


def fill_payments(page, language):
    page.goto(f"/{language}/debtor/payments/")
    for place in range(len(ANSWERS["payments"])):
        press(page, "button[value='add:payments']", f'[name="payments[{place}].date"]')
    fill(page, ANSWERS, language)


@EVERY_LANGUAGE
def test_page_shows_allocation_of_json_response(visitor, gateway, language):
    fill_payments(visitor, language)
    press(visitor, CALCULATE, ".result")
    result = asked_by_machine(gateway, "allocatePayments", ANSWERS, language)
    shown = [row[1:] for row in rows(visitor, "#result-payments .payments")]
    lines = [[one["amount"], *one["parts"].values(), one["surplus"]] for one in result["payments"]]
    paid = [column for column in zip(*lines, strict=True) if any(Decimal(text) for text in column)]
    assert shown == [[amount(text, language) for text in line] for line in zip(*paid, strict=True)]
    still_open = [row[2] for row in rows(visitor, "#result-open")]
    assert still_open == [amount(text, language) for text in result["balances"].values()]
    assert amount(result["remaining"], language) in visitor.locator(".result").text_content()


@EVERY_LANGUAGE
def test_first_letter_date_gives_last_day_without_costs(visitor, gateway, language):
    fill_payments(visitor, language)
    visitor.locator('[name="letterSentOn"]').fill("20/03/2026")
    press(visitor, CALCULATE, ".result")
    answers = {**ANSWERS, "letterSentOn": "2026-03-20"}
    leave = asked_by_machine(gateway, "allocatePayments", answers, language)["exit"]
    result = visitor.locator("#result-stop")
    expect(result).to_contain_text(amount(leave["costsOtherwise"], language))
    assert leave["lastDay"] == "2026-04-04"


@EVERY_LANGUAGE
def test_empty_form_returns_page_with_error_summary(visitor, language):
    visitor.goto(f"/{language}/debtor/payments/")
    press(visitor, CALCULATE, ".error-summary")
    expect(visitor.locator(".error-summary a")).to_have_count(5)
    assert visitor.title().startswith(catalog_of(language).gettext("common.errors.title_prefix"))

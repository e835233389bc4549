"""The page on the arrears of maintenance, filled in by hand, against the interface."""

import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import catalog_of
from tests.browser.form_actions import (
    CALCULATE,
    EVERY_LANGUAGE,
    NEXT,
    amount,
    asked_by_machine,
    fill,
    fill_months,
    fill_steps,
    go_on,
    month,
    press,
    rows,
)

pytestmark = pytest.mark.browser
ANSWERS = {
    "applicationDate": "2026-11-21",
    "title": {"date": "2025-09-15", "indexation": "consumerPriceIndex"},
    "paymentHistory": "monthByMonth",
    "children": [{"monthlyMaintenance": "1250.50"}, {"monthlyMaintenance": "120.00"}],
}


def fill_arrears(page, language):
    """Fill in the whole page; the answers as the API wants them."""
    page.goto(f"/{language}/advances/arrears/")
    fill(page, ANSWERS, language)
    go_on(page)
    fill(page, ANSWERS, language)
    press(page, "button[value='add:children']", '[name="children[1].monthlyMaintenance"]')
    fill_steps(page, ANSWERS, language)
    return {**ANSWERS, "receivedPayments": fill_months(page, language)}


@EVERY_LANGUAGE
def test_page_shows_arrears_of_json_response(visitor, gateway, language):
    answers = fill_arrears(visitor, language)
    press(visitor, CALCULATE, ".result")
    result = asked_by_machine(gateway, "calculateArrears", answers, language)
    shown = [row[:2] for row in rows(visitor, "#result-months")]
    assert shown == [
        [month(line["month"], language), amount(line["missing"], language)]
        for line in result["months"]
    ]
    assert len(shown) == 14
    assert amount(result["total"], language) in visitor.locator(".answer").inner_text()


@EVERY_LANGUAGE
def test_months_without_title_date_return_page_with_issue(visitor, language):
    visitor.goto(f"/{language}/advances/arrears/")
    press(visitor, NEXT, ".error-summary")
    expect(visitor.locator('.error-summary a[href="#title-date"]')).to_be_visible()
    assert visitor.title().startswith(catalog_of(language).gettext("common.errors.title_prefix"))


def test_years_are_folded_on_screen_and_open_in_print(page):
    fill_arrears(page, "nl")
    press(page, CALCULATE, ".result")
    years = page.locator("details.year")
    expect(years).to_have_count(2)
    expect(page.locator("details.year tbody tr:visible")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.locator("details.year tbody tr:visible")).to_have_count(14)
    page.emulate_media(media="screen")
    years.first.locator("summary").press("Enter")
    expect(page.locator("details.year tbody tr:visible")).to_have_count(3)

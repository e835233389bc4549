"""The page on the index of a maintenance amount, filled in by hand, against the interface."""

import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import catalog_of
from tests.browser.form_actions import (
    CALCULATE,
    EVERY_LANGUAGE,
    amount,
    asked_by_machine,
    fill,
    month,
    press,
    rows,
)

pytestmark = pytest.mark.browser
ANSWERS = {
    "monthlyMaintenance": "1250.50",
    "title": {"date": "2021-03-15", "indexation": "consumerPriceIndex"},
    "month": "2026-11",
}


def fill_indexation(page, language):
    page.goto(f"/{language}/advances/indexation/")
    fill(page, ANSWERS, language)


@EVERY_LANGUAGE
def test_page_shows_adaptations_of_json_response(visitor, gateway, language):
    fill_indexation(visitor, language)
    press(visitor, CALCULATE, ".result")
    result = asked_by_machine(gateway, "indexMaintenance", ANSWERS, language)
    shown = [row[:2] for row in rows(visitor, "#result-adaptations")]
    assert shown == [
        [month("2021-03", language), amount(ANSWERS["monthlyMaintenance"], language)],
        *(
            [month(line["month"], language), amount(line["amount"], language)]
            for line in result["adaptations"]
        ),
    ]
    assert amount(result["amount"], language) in visitor.locator(".answer").inner_text()


@EVERY_LANGUAGE
def test_empty_form_returns_page_with_error_summary(visitor, language):
    visitor.goto(f"/{language}/advances/indexation/")
    press(visitor, CALCULATE, ".error-summary")
    expect(visitor.locator(".error-summary a")).to_have_count(2)
    assert visitor.title().startswith(catalog_of(language).gettext("common.errors.title_prefix"))

from datetime import date

import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import catalog_of
from tests.browser.form_actions import CALCULATE, EVERY_LANGUAGE, asked_by_machine, fill, press

pytestmark = pytest.mark.browser
SCENARIOS = {
    "findDeadlines": (
        "advances/deadlines",
        {"event": "decisionSentToDebtor", "eventDate": "2026-03-06"},
    ),
    "findAppealDates": (
        "waiver/appeal",
        {
            "informedOn": "2026-03-02",
            "particularsMissing": True,
            "complaintOn": "2026-04-10",
            "requestSentOn": "2026-03-06",
        },
    ),
}


@pytest.mark.parametrize("operation", SCENARIOS)
@EVERY_LANGUAGE
def test_page_shows_days_of_json_response(visitor, gateway, language, operation):
    address, answers = SCENARIOS[operation]
    visitor.goto(f"/{language}/{address}/")
    fill(visitor, answers, language)
    press(visitor, CALCULATE, ".result")
    result = asked_by_machine(gateway, operation, answers, language)
    shown = visitor.locator(".legal-dates tbody td:nth-of-type(1)").all_text_contents()
    assert shown == [
        catalog_of(language).full_day(date.fromisoformat(found["date"]))
        for found in result["dates"]
    ]
    assert visitor.title().startswith(catalog_of(language).gettext("common.result.title_prefix"))


@pytest.mark.parametrize("operation", SCENARIOS)
def test_empty_form_returns_page_with_issues(visitor, operation):
    visitor.goto(f"/nl/{SCENARIOS[operation][0]}/")
    press(visitor, CALCULATE, ".error-summary")
    expect(visitor.locator(".error-summary")).to_be_focused()


@pytest.mark.parametrize("operation", SCENARIOS)
def test_nonexistent_day_has_error_at_its_question(visitor, operation):
    address, answers = SCENARIOS[operation]
    asked = next(name for name in answers if name in ("eventDate", "informedOn"))
    visitor.goto(f"/fr/{address}/")
    fill(visitor, answers, "fr")
    visitor.locator(f"#{asked}").fill("31/02/2026")
    press(visitor, CALCULATE, ".error-summary")
    expect(visitor.locator(f"#{asked}")).to_have_value("31/02/2026")
    expect(visitor.locator(f'.error-summary a[href="#{asked}"]')).to_be_visible()

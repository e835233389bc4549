"""The three pages beside the waiver calculator say what the interface says."""

import pytest

from functions.i18n.catalog import catalog_of
from tests.browser.form_actions import (
    CALCULATE,
    EVERY_LANGUAGE,
    amount,
    asked_by_machine,
    day,
    fill,
    press,
    rows,
)

pytestmark = pytest.mark.browser

FIRST_LETTER = {
    "letterSentOn": "2026-11-21",
    "payerError": True,
    "couldNotice": True,
    "diedBeforeTold": False,
    "fraudProven": False,
    "payments": [
        {"month": "2023-09", "amount": "120.00"},
        {"month": "2026-05", "amount": "45.50"},
    ],
}
DECISION = {"kind": "recovery", "notifiedOn": "2026-11-21", "complete": False}
DATA = {
    "decidedOn": "2022-03-01",
    "kind": "payment",
    "documentDrawnUp": False,
    "keptUntil": "2030-12-31",
    "interruptions": [{"date": "2024-05-10"}],
    "suspensions": [{"firstDay": "2025-01-01", "lastDay": "2025-01-31"}],
}


def written_month(text):
    return f"{text[5:]}/{text[:4]}"


@EVERY_LANGUAGE
def test_first_questions_page_shows_payments_of_json_response(visitor, gateway, language):
    visitor.goto(f"/{language}/waiver/first-questions/")
    press(visitor, "button[value='add:payments']", '[name="payments[1].month"]')
    typed = [
        {**payment, "month": written_month(payment["month"])}
        for payment in FIRST_LETTER["payments"]
    ]
    fill(visitor, {**FIRST_LETTER, "payments": typed}, language)
    press(visitor, CALCULATE, ".result")
    result = asked_by_machine(gateway, "askQuestionsFirst", FIRST_LETTER, language)
    shown = [row[1:3] for row in rows(visitor, "#result-payments")]
    assert shown == [
        [amount(payment["amount"], language), day(payment["lastDay"], language)]
        for payment in result["payments"]
    ]
    assert amount(result["recoverable"], language) in visitor.locator(".verdict").inner_text()


@EVERY_LANGUAGE
def test_particulars_page_shows_last_day_of_json_response(visitor, gateway, language):
    visitor.goto(f"/{language}/waiver/particulars/")
    fill(visitor, DECISION, language)
    press(visitor, CALCULATE, ".result")
    result = asked_by_machine(gateway, "checkParticulars", DECISION, language)
    assert [row[1] for row in rows(visitor, "#result-dates")] == [
        day(result[name], language) for name in ("notifiedOn", "appealStartsOn", "appealUntil")
    ]


@EVERY_LANGUAGE
def test_retention_page_shows_last_day_of_json_response(visitor, gateway, language):
    visitor.goto(f"/{language}/waiver/retention/")
    press(visitor, "button[value='add:interruptions']", '[name="interruptions[0].date"]')
    press(visitor, "button[value='add:suspensions']", '[name="suspensions[0].firstDay"]')
    fill(visitor, DATA, language)
    press(visitor, CALCULATE, ".result")
    result = asked_by_machine(gateway, "checkRetention", DATA, language)
    assert day(result["keepUntil"], language) in visitor.locator(".verdict").inner_text()
    label = catalog_of(language).gettext("retention.verdict.kept.label")
    assert label in visitor.locator(".verdict").inner_text()

"""What leads from a result to another form takes along what is known; scripts on or off."""

import pytest
from playwright.sync_api import expect

from tests.browser.form_actions import CALCULATE, WAIVER, fill, fill_advances, fill_steps, press
from tests.browser.test_keeping_quick_answers import answer, fill_in

pytestmark = pytest.mark.browser
PARTICULARS = {"kind": "recovery", "notifiedOn": "2026-11-20", "complete": True}
DEADLINES = {"event": "debtorLetterSent", "eventDate": "2026-11-20"}
ARREARS = {"amount": "#simulator-form [name=arrears]", "sent": "[name=letterSentOn]"}


def result(page, path, answers):
    page.goto(f"/fr/{path}/")
    fill(page, answers, "fr")
    press(page, CALCULATE, ".result")


def test_quick_answer_of_debtor_takes_date_and_sum_to_the_payments(visitor):
    answer(visitor, "letter")
    visitor.locator(".quick-others button").click()
    expect(visitor.locator(ARREARS["amount"])).to_have_value("1000,50")
    expect(visitor.locator(ARREARS["sent"])).to_have_value("20/11/2020")
    assert "?" not in visitor.url


def test_quick_answer_with_too_few_months_takes_the_children_to_the_conditions(visitor):
    fill_in(visitor, "not_paid")
    visitor.locator("label[for='missedMonths-tooFew']").click()
    visitor.locator("#not_paid-form .quick-send .button").click()
    visitor.locator(".answer-actions button").first.click()
    expect(visitor.locator("[name='children[1].monthlyMaintenance']")).to_have_count(1)


def test_time_limits_take_the_day_of_the_letter_to_the_payments(visitor):
    result(visitor, "advances/deadlines", DEADLINES)
    visitor.locator(".answer-actions form[action$=allocatePayments] button").click()
    expect(visitor.locator(ARREARS["sent"])).to_have_value("20/11/2026")


def test_checked_letter_takes_its_day_to_the_appeal(visitor):
    result(visitor, "waiver/particulars", PARTICULARS)
    visitor.locator("form[action$=findAppealDates] button").first.click()
    expect(visitor.locator("#simulator-form [name=informedOn]")).to_have_value("20/11/2026")


def test_rest_after_waiver_opens_the_letter_with_its_amount(visitor):
    visitor.goto("/fr/waiver/calculator/")
    fill_steps(visitor, WAIVER | {"debt": "2000.00"}, "fr")
    press(visitor, CALCULATE, ".result")
    visitor.locator(".answer-actions form[action$=instalments] button").click()
    expect(visitor.locator(".letter")).to_be_visible()
    assert visitor.locator("[name=debt]").input_value()


def test_result_takes_shared_answers_to_the_calculator_of_its_link(visitor):
    visitor.goto("/fr/waiver/calculator/")
    fill_steps(visitor, WAIVER, "fr")
    press(visitor, CALCULATE, ".result")
    visitor.locator(".next-steps button[formaction$=askQuestionsFirst]").click()
    expect(visitor.locator("#simulator-form [name=fraudProven][value=no]")).to_be_checked()


def test_simulation_takes_the_day_of_application_to_the_time_limits(page):
    fill_advances(page, "fr")
    press(page, CALCULATE, ".result")
    page.locator(".next-steps form[action$=findDeadlines] button").click()
    expect(page.locator("#simulator-form [name=eventDate]")).to_have_value("21/11/2026")
    expect(page.locator("[name=event][value=applicationComplete]")).to_be_checked()

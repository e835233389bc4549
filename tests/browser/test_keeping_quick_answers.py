"""No quick answer is lost: by reload, history, language, another page or tool, or a fault."""

import pytest
from playwright.sync_api import expect

from tests.browser.form_actions import API

pytestmark = pytest.mark.browser
ANSWERS = {
    "not_paid": {
        "fixedByJudgeOrNotary": "yes",
        "missedMonths": "enough",
        "numberOfChildren": "2",
        "amountPerChild": "200,50",
    },
    "must_pay": {"letterDate": "20/11/2020", "sumAsked": "1000,50"},
    "must_repay": {
        "monthlyIncome": "1000",
        "partner": "yes",
        "partnerIncome": "900",
        "childrenWithChildBenefit": "1",
    },
    "letter": {"letterDate": "20/11/2020", "sumAsked": "1000,50"},
}
SITUATIONS = {"not_paid": "advances", "must_pay": "debtor", "must_repay": "waiver"}
EVERY = pytest.mark.parametrize("name", ANSWERS)
AGAIN_MS = 200
"""Within this time a request that is sent again by itself would have been sent."""
GLOSSARY = "/fr/help/glossary/"


def address(name, language="fr"):
    return f"/{language}/debtor/deadline/" if name == "letter" else f"/{language}/"


def fill_in(page, name, language="fr"):
    """Answer the questions of a situation, without sending them."""
    page.goto(address(name, language))
    if name in SITUATIONS:
        page.locator(f"#situation-{SITUATIONS[name]} > summary").click()
    form = page.locator(f"#{name}-form")
    for field, answer in ANSWERS[name].items():
        one = form.locator(f"[name='{field}']")
        if one.first.get_attribute("type") == "radio":
            form.locator(f"label[for='{field}-{answer}']").click()
        else:
            one.fill(answer)


def answer(page, name, language="fr"):
    fill_in(page, name, language)
    page.locator(f"#{name}-form .quick-send .button").click()
    expect(page.locator(".answer")).to_be_visible()


def is_answered(page, name, language="fr"):
    """The answer is in sight, in that language, and its form holds what was typed."""
    expect(page.locator(f"html[lang={language}] .answer")).to_be_visible()
    has_answers(page, name)


def has_answers(page, name):
    form = page.locator(f"#{name}-form")
    for field, typed in ANSWERS[name].items():
        one = form.locator(f"[name='{field}']")
        if one.first.get_attribute("type") == "radio":
            expect(form.locator(f"[name='{field}'][value='{typed}']")).to_be_checked()
        else:
            expect(one).to_have_value(typed)


def switch(page, language):
    page.locator("header details:has(a[hreflang=nl]) > summary").click()
    page.locator(f"header a[hreflang={language}]").click()


@EVERY
def test_reload_shows_the_answer_again(page, name):
    answer(page, name)
    page.reload()
    is_answered(page, name)


@EVERY
def test_reload_keeps_what_was_only_typed(page, name):
    fill_in(page, name)
    page.reload()
    has_answers(page, name)
    expect(page.locator(".answer")).to_have_count(0)


@EVERY
def test_answer_is_shown_in_the_other_language(page, name):
    answer(page, name)
    switch(page, "nl")
    is_answered(page, name, "nl")
    page.reload()
    is_answered(page, name, "nl")


@EVERY
def test_language_keeps_what_was_only_typed(page, name):
    fill_in(page, name)
    switch(page, "de")
    page.wait_for_url(f"**{address(name, 'de')}")
    has_answers(page, name)
    expect(page.locator(f"#{name}-form [name='{next(iter(ANSWERS[name]))}']").first).to_be_visible()


@EVERY
def test_history_leads_back_to_the_answer(returning, name):
    answer(returning, name)
    returning.goto(GLOSSARY)
    returning.go_back()
    is_answered(returning, name)
    returning.go_forward()
    returning.go_back()
    is_answered(returning, name)


@EVERY
def test_other_page_and_menu_lead_back_to_the_answer(page, name):
    answer(page, name)
    page.goto(GLOSSARY)
    page.goto(address(name))
    has_answers(page, name)


def test_letter_that_was_opened_leads_back_to_the_answers(page):
    answer(page, "letter", "nl")
    page.locator("form[action*='/writeLetter/debtor-answer'] button").first.click()
    page.wait_for_url("**/writeLetter/debtor-answer")
    page.goto(address("letter", "nl"))
    has_answers(page, "letter")


def debt_that_goes_along(page):
    """Types the debt below the answer, presses the main button, and gives the debt of step 1."""
    answer(page, "must_repay", "de")
    page.locator(".quick-asks [name=debt]").fill("900")
    page.locator(".answer-actions .button").first.click()
    expect(page.locator("#simulator-form")).to_be_visible()
    return page.locator("#simulator-form [name=debt]")


def test_typed_debt_goes_along_to_the_calculator(page):
    expect(debt_that_goes_along(page)).to_have_value("900")


def test_without_scripts_typed_debt_goes_along_to_the_calculator(page_without_scripts):
    expect(debt_that_goes_along(page_without_scripts)).to_have_value("900")


@pytest.mark.parametrize("name", ["not_paid", "must_repay"])
def test_history_leads_back_from_the_calculator(returning, name):
    answer(returning, name)
    returning.locator(".answer-actions .button").first.click()
    expect(returning.locator("#simulator-form")).to_be_visible()
    returning.go_back()
    is_answered(returning, name)


@EVERY
def test_answers_erased_elsewhere_are_not_shown_by_history(returning, name):
    answer(returning, name)
    returning.goto("/fr/waiver/calculator/")
    returning.locator("[data-erase]").first.click()
    returning.wait_for_load_state()
    returning.go_back()
    returning.wait_for_url(f"**{address(name)}")
    expect(returning.locator(".answer")).to_have_count(0)


def test_two_situations_are_both_answered_after_reload(page):
    answer(page, "must_pay")
    fill_in(page, "not_paid")
    page.locator("#not_paid-form .quick-send .button").click()
    expect(page.locator("#quick-not_paid .answer")).to_be_visible()
    page.reload()
    expect(page.locator("#quick-not_paid .answer")).to_be_visible()
    expect(page.locator("#situation-debtor")).not_to_have_attribute("open", "")
    page.locator("#situation-debtor > summary").click()
    expect(page.locator("#quick-must_pay .answer")).to_be_visible()


@pytest.mark.parametrize("name", ["not_paid", "letter"])
def test_erased_answers_are_gone_from_page_and_tab(page, name):
    answer(page, name)
    page.locator("[data-erase]:visible").first.click()
    expect(page.locator(".answer")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    expect(page.locator(f"#{name}-form input:checked")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "status"), [*((name, 429) for name in ANSWERS), ("not_paid", 403), ("not_paid", 503)]
)
def test_refused_request_keeps_the_page_and_is_sent_once(page, name, status):
    page.route(f"**{API}/**", lambda route: route.fulfill(status=status, body="no"))
    sent = []
    page.on("request", lambda one: sent.append(one) if API in one.url else None)
    fill_in(page, name)
    page.locator(f"#{name}-form .quick-send .button").click()
    expect(page.locator("#simulator-fault")).to_be_focused()
    has_answers(page, name)
    page.wait_for_timeout(AGAIN_MS)
    assert len(sent) == 1
    page.unroute(f"**{API}/**")
    page.locator("#simulator-fault button").click()
    is_answered(page, name)


def test_changed_answer_of_the_letter_is_the_one_that_is_sent(page):
    answer(page, "letter")
    page.locator(".quick-change > summary").click()
    page.locator("[name='sumAsked']:visible").fill("2000")
    page.locator(".quick-change .quick-send .button").click()
    expect(page.locator(".answer")).to_contain_text("2 260")


@EVERY
def test_without_scripts_button_carries_the_answer_to_the_language(page_without_scripts, name):
    page = page_without_scripts
    answer(page, name)
    page.locator(f".keep button[lang=nl][form={name}-form]").click()
    is_answered(page, name, "nl")


@EVERY
def test_without_scripts_button_carries_what_was_only_typed(page_without_scripts, name):
    page = page_without_scripts
    fill_in(page, name)
    page.locator(f".keep button[lang=de][form={name}-form]").click()
    expect(page.locator("html[lang=de] .error-summary")).to_have_count(0)
    has_answers(page, name)


@EVERY
def test_without_scripts_browser_brings_the_answer_back_if_it_may_send_again(
    page_without_scripts, name
):
    page = page_without_scripts
    answer(page, name)
    page.reload()
    is_answered(page, name)


def test_answer_on_a_phone_lands_with_the_answers_given_below_the_leaving_row(page):
    page.set_viewport_size({"width": 360, "height": 740})
    answer(page, "must_repay", "de")
    expect(page.locator(".quick-heading:focus")).to_be_visible()
    given = page.locator(".quick-change").bounding_box()["y"]
    row = page.locator(".leave").bounding_box()
    assert given >= row["y"] + row["height"]

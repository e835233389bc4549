"""The calculators step by step, by hand and by keyboard, with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.form_actions import (
    ADVANCES,
    CALCULATE,
    NEXT,
    TITLE,
    WAIVER,
    fill,
    fill_advances,
    go_on,
    press,
)

pytestmark = pytest.mark.browser
BOTH_WAYS = pytest.mark.parametrize(
    ("visitor", "language"), [(True, "fr"), (False, "de")], indirect=["visitor"]
)
STEPS = {
    "waiver/calculator": (
        WAIVER,
        ("waiver", "debt", "household", "debtorResources", "partnerResources"),
    ),
    "advances/simulator": (
        ADVANCES | {"children": ADVANCES["children"][:1], "paymentHistory": "nothing"},
        ("advances", "title", "children", "payments"),
    ),
}
VIEWPORT = {"width": 320, "height": 640}
"""Of ``visitor``."""


def is_narrow(page):
    return page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("simulator", STEPS)
@BOTH_WAYS
def test_steps_in_order_lead_to_result(visitor, simulator, language):
    answers, (name, *steps) = STEPS[simulator]
    visitor.goto(f"/{language}/{simulator}/")
    for place, step in enumerate(steps):
        expect(visitor.locator(TITLE)).to_have_count(1)
        expect(visitor.locator(TITLE)).to_have_id(f"{name}-{step}")
        if place:
            expect(visitor.locator(TITLE)).to_be_focused()
        fill(visitor, answers, language)
        if step != steps[-1]:
            go_on(visitor)
    press(visitor, CALCULATE, ".result")
    expect(visitor.locator("#result-heading")).to_be_focused()


@BOTH_WAYS
def test_step_with_error_stays_open_below_error_summary(visitor, language):
    visitor.goto(f"/{language}/waiver/calculator/")
    visitor.locator("#debt").fill("douze")
    press(visitor, NEXT, ".error-summary")
    expect(visitor.locator(".error-summary")).to_be_focused()
    expect(visitor.locator(".error-summary a")).to_have_count(2)
    expect(visitor.locator(TITLE)).to_have_id("waiver-debt")
    expect(visitor.locator("#debt")).to_have_value("douze")


@BOTH_WAYS
def test_back_button_shows_the_step_before_with_its_answers(visitor, language):
    visitor.goto(f"/{language}/waiver/calculator/")
    fill(visitor, WAIVER, language)
    go_on(visitor)
    press(visitor, "button[value='step:debt']", "#waiver-debt")
    expect(visitor.locator("#waiver-debt")).to_be_focused()
    expect(visitor.locator("#debt")).to_have_value("1234,56")


@BOTH_WAYS
def test_answer_shows_the_questions_that_it_makes_relevant(visitor, language):
    visitor.goto(f"/{language}/advances/simulator/")
    served = visitor.locator("#title-served")
    expect(served).to_be_hidden()
    visitor.locator("#title-kind-judgment").check()
    expect(served).to_be_visible()
    visitor.locator("#title-kind-notarialDeed").check()
    expect(served).to_be_hidden()


@BOTH_WAYS
def test_payments_are_answered_with_two_answers(visitor, language):
    visitor.goto(f"/{language}/advances/simulator/")
    while visitor.locator(NEXT).count():
        fill(visitor, ADVANCES | {"children": ADVANCES["children"][:1]}, language)
        go_on(visitor)
    since = visitor.locator("#nothingSince")
    expect(since).to_be_hidden()
    visitor.locator("#paymentHistory-nothingSince").check()
    since.select_option(index=2)
    press(visitor, CALCULATE, ".result")


@BOTH_WAYS
def test_empty_months_are_filled_at_once_on_narrow_phone(visitor, language):
    visitor.goto(f"/{language}/advances/simulator/")
    while visitor.locator(NEXT).count():
        fill(visitor, ADVANCES | {"children": ADVANCES["children"][:1]}, language)
        go_on(visitor)
    visitor.locator("#paymentHistory-monthByMonth").check()
    amounts = visitor.locator(".months-table input.amount")
    amounts.nth(3).fill("10")
    visitor.locator("#fill").fill("75,50")
    press(visitor, "button[value='fill:receivedPayments']", ".filled")
    expect(visitor.locator(".filled")).to_be_focused()
    values = [amounts.nth(place).input_value() for place in range(amounts.count())]
    assert (values[3], set(values[:3] + values[4:])) == ("10", {"75,50"})
    assert is_narrow(visitor)


@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("nl", "dark")])
def test_no_state_of_steps_has_barrier(page_with, language, scheme):
    page = page_with(viewport=VIEWPORT, color_scheme=scheme)
    fill_advances(page, language)
    assert (barriers(page), is_narrow(page)) == ([], True)
    for back in ("children", "title"):
        press(page, f"button.button[value='step:{back}']", f"#advances-{back}")
        assert (back, barriers(page), is_narrow(page)) == (back, [], True)


@pytest.mark.parametrize("place", ["advances/simulator", "waiver/calculator", "debtor/payments"])
def test_first_question_is_on_the_first_screen_of_a_phone(page_with, place):
    page = page_with(viewport={"width": 360, "height": 640})
    for language in ("fr", "nl", "de", "en"):
        page.goto(f"/{language}/{place}/")
        first = page.locator("#simulator :is(legend, .question > label)").first
        assert first.bounding_box()["y"] <= 480

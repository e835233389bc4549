"""The two simulators step by step, by hand and by keyboard, with scripts and without."""

import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import catalog_of
from tests.api.inputs import DECIMAL, named, typed
from tests.browser.barriers import barriers
from tests.browser.form_actions import (
    ADVANCES,
    CALCULATE,
    WAIVER,
    amount,
    fill_advances,
    open_steps,
    press,
)

pytestmark = pytest.mark.browser
BOTH_WAYS = pytest.mark.parametrize(
    ("visitor", "language"), [(True, "fr"), (False, "de")], indirect=["visitor"]
)
OPEN = "details.step[open] > summary"
STEPS = {
    "waiver/calculator": (
        WAIVER,
        ("debt", "situation", "household", "debtorResources", "partnerResources", "figures"),
    ),
    "advances/simulator": (
        ADVANCES
        | {"children": ADVANCES["children"][:1], "paymentHistory": "nothing", "months": 12},
        ("application", "title", "children", "payments", "period"),
    ),
}

WAYS = (
    (".step-list button[value='step:title']", OPEN),
    (".step-list button[value=check]", ".step-answers"),
    (".step-answers button[value='step:title']", OPEN),
)


VIEWPORT = {"width": 320, "height": 640}
"""Of ``visitor``."""


def answer(page, answers, language):
    """Answer what the open step asks, and no more."""
    for name, value in named(answers):
        field = page.locator(f'details.step[open] [name="{name}"]')
        if field.count() == 0:
            continue
        text = typed(value, language)
        if field.first.get_attribute("type") == "radio":
            field.and_(page.locator(f'[value="{text}"]')).check()
        else:
            field.fill(text)


def is_narrow(page):
    return page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("simulator", STEPS)
@BOTH_WAYS
def test_steps_in_order_lead_to_result(visitor, simulator, language):
    answers, steps = STEPS[simulator]
    visitor.goto(f"/{language}/{simulator}/")
    for step in steps:
        expect(visitor.locator(OPEN)).to_have_count(1)
        answer(visitor, answers, language)
        visitor.locator(f"button.button[value='next:{step}']").click()
        expect(visitor.locator(f"button.button[value='next:{step}']")).to_be_hidden()
    expect(visitor.locator("#steps-check")).to_be_focused()
    for _, value in named(answers):
        if not isinstance(value, bool) and typed(value, language)[0].isdigit():
            said = (
                amount(value, language) if DECIMAL.fullmatch(str(value)) else typed(value, language)
            )
            expect(visitor.locator("form")).to_contain_text(said)
    press(visitor, CALCULATE, ".result")
    expect(visitor.locator(".step-answers").first).to_be_visible()


@BOTH_WAYS
def test_step_with_error_stays_open_below_error_summary(visitor, language):
    visitor.goto(f"/{language}/waiver/calculator/")
    visitor.locator("#debt").fill("douze")
    press(visitor, "button.button[value='next:debt']", ".error-summary")
    expect(visitor.locator(".error-summary")).to_be_focused()
    expect(visitor.locator(".error-summary a")).to_have_count(2)
    expect(visitor.locator(OPEN)).to_have_count(1)
    expect(visitor.locator("#debt")).to_have_value("douze")
    said = catalog_of(language).gettext("common.steps.states.error")
    expect(visitor.locator(OPEN)).to_contain_text(said)


def test_change_button_opens_its_step_and_keeps_answers(visitor):
    visitor.goto("/nl/waiver/calculator/")
    answer(visitor, WAIVER, "nl")
    press(visitor, ".step-list button[value=check]", ".step-answers")
    press(visitor, ".step-answers button[value='step:debt']", OPEN)
    expect(visitor.locator("summary:has(#waiver-debt)")).to_be_focused()
    expect(visitor.locator("#debt")).to_have_value("1234,56")


@BOTH_WAYS
def test_empty_months_are_filled_at_once_on_narrow_phone(visitor, language):
    visitor.goto(f"/{language}/advances/simulator/")
    open_steps(visitor)
    press(visitor, "button[value=showMonths]", ".months-table")
    amounts = visitor.locator(".months-table input.amount")
    amounts.nth(3).fill("10")
    visitor.locator("#fill").fill("75,50")
    press(visitor, "button[value='fill:receivedPayments']", ".filled")
    expect(visitor.locator(".filled")).to_be_focused()
    values = [amounts.nth(place).input_value() for place in range(amounts.count())]
    assert (values[3], set(values[:3] + values[4:])) == ("10", {"75,50"})
    assert is_narrow(visitor)
    table = visitor.locator(".table-scroll:has(.months-table)")
    assert table.evaluate("(box) => box.scrollWidth <= box.clientWidth")


@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("nl", "dark")])
def test_no_state_of_steps_has_barrier(new_context, language, scheme):
    view = {"width": 320, "height": 640}
    page = new_context(viewport=view, color_scheme=scheme).new_page()
    fill_advances(page, language)
    assert barriers(page) == []
    for button, brings in WAYS:
        press(page, button, brings)
        assert (button, barriers(page), is_narrow(page)) == (button, [], True)
    press(page, CALCULATE, ".result")
    assert (barriers(page), is_narrow(page)) == ([], True)

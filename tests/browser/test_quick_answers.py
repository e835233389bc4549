"""The quick answers on a phone: how many taps to the first answer, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.form_actions import every_language

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 800}


@pytest.fixture(params=[True, False], ids=["scripts-on", "scripts-off"])
def taps(request, page_with):
    """A phone, and every tap on it."""
    page = page_with(java_script_enabled=request.param, viewport=PHONE)
    return Taps(page)


class Taps:
    """Counts: to press something, and to go to a field in order to type."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, selector):
        self.page.click(selector)
        self.count += 1

    def type(self, name, text):
        self.press(f"[name='{name}']")
        self.page.keyboard.type(text)

    def choose(self, name, value):
        self.press(f"label[for='{name}-{value}']")


def heading(taps):
    found = taps.page.locator(".answer [tabindex='-1']")
    expect(found).to_be_visible()
    expect(found).to_be_focused()
    return re.sub(r"\s+", " ", found.inner_text())


@every_language("taps")
def test_parent_of_two_children_has_an_answer_after_eight_taps(taps, language):
    taps.page.goto(f"/{language}/")
    taps.press("#situation-advances > summary")
    taps.choose("fixedByJudgeOrNotary", "yes")
    taps.choose("missedMonths", "enough")
    taps.type("numberOfChildren", "2")
    taps.type("amountPerChild", "200")
    taps.press("#not_paid-form .button")
    assert "350" in heading(taps)
    assert taps.count <= 8


@every_language("taps")
def test_debtor_has_an_answer_after_four_taps(taps, language):
    taps.page.goto(f"/{language}/")
    taps.press("#situation-debtor > summary")
    taps.type("letterDate", "20/11/2020")
    taps.type("sumAsked", "1000")
    taps.press("#must_pay-form .button")
    assert re.search(r"1[.,\s]?130", heading(taps))
    assert taps.count <= 4


@every_language("taps")
def test_family_has_an_answer_after_six_taps(taps, language):
    taps.page.goto(f"/{language}/")
    taps.press("#situation-waiver > summary")
    taps.type("monthlyIncome", "900")
    expect(taps.page.locator("[name='partnerIncome']")).to_be_hidden()
    taps.choose("partner", "no")
    expect(taps.page.locator("[name='partnerIncome']")).to_be_hidden()
    taps.type("childrenWithChildBenefit", "2")
    taps.press("#must_repay-form .button")
    assert "100" in heading(taps)
    assert taps.count <= 6


def test_answer_goes_on_with_what_was_typed(taps):
    taps.page.goto("/fr/")
    taps.press("#situation-waiver > summary")
    taps.type("monthlyIncome", "1000")
    taps.choose("partner", "yes")
    taps.type("partnerIncome", "900")
    taps.type("childrenWithChildBenefit", "1")
    taps.press("#must_repay-form .button")
    heading(taps)
    taps.press(".answer button[value='proceed']")
    expect(taps.page.locator("[name='debtorResources.work']")).to_have_count(1)
    assert taps.page.input_value("[name='debtorResources.work']") == "1000"
    assert taps.page.input_value("[name='partnerResources.work']") == "900"
    expect(taps.page.locator(".error-summary")).to_have_count(0)


def test_mistake_is_said_in_its_situation_and_can_be_put_right(taps):
    taps.page.goto("/fr/")
    taps.press("#situation-debtor > summary")
    taps.type("letterDate", "31/11/2026")
    taps.press("#must_pay-form .button")
    expect(taps.page.locator("#quick-must_pay .error-summary")).to_be_focused()
    expect(taps.page.locator("[name='letterDate']")).to_have_value("31/11/2026")
    taps.page.fill("[name='letterDate']", "20/11/2020")
    taps.type("sumAsked", "1000")
    taps.press("#must_pay-form .button")
    heading(taps)


def test_questions_open_again_with_their_answers(taps):
    taps.page.goto("/fr/")
    taps.press("#situation-debtor > summary")
    taps.type("letterDate", "20/11/2020")
    taps.type("sumAsked", "1000")
    taps.press("#must_pay-form .button")
    heading(taps)
    taps.press(".quick-change > summary")
    expect(taps.page.locator("[name='sumAsked']")).to_be_visible()
    taps.page.fill("[name='sumAsked']", "2000")
    taps.press("#must_pay-form .button")
    expect(taps.page.locator(".answer")).to_contain_text(re.compile(r"2[.,\s]?260"))


def test_sum_that_is_not_known_is_asked_below_the_answer_and_changes_it_in_place(taps):
    page = taps.page
    page.goto("/fr/")
    taps.press("#situation-waiver > summary")
    expect(page.locator("[name='debt']:visible")).to_have_count(0)
    taps.type("monthlyIncome", "900")
    taps.choose("partner", "no")
    taps.type("childrenWithChildBenefit", "0")
    taps.press("#must_repay-form .button")
    assert "100" in heading(taps)
    page.fill(".quick-asks [name='debt']", "815")
    page.click(".quick-asks button")
    expect(page.locator(".answer .answer-figure")).to_contain_text("815")
    expect(page.locator(".quick-asks")).to_have_count(0)
    page.reload()
    expect(page.locator(".answer .answer-figure")).to_contain_text("815")


def test_sum_that_cannot_be_is_refused_where_it_was_asked(taps):
    page = taps.page
    page.goto("/fr/")
    taps.press("#situation-waiver > summary")
    taps.type("monthlyIncome", "900")
    taps.choose("partner", "no")
    taps.type("childrenWithChildBenefit", "0")
    taps.press("#must_repay-form .button")
    heading(taps)
    page.fill(".quick-asks [name='debt']", "beaucoup")
    page.click(".quick-asks button")
    expect(page.locator("#quick-must_repay .error-summary")).to_be_focused()
    expect(page.locator("[name='debt']")).to_have_value("beaucoup")

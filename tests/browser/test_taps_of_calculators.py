"""How many taps the two calculators that people come for need on a phone, from their first page."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.form_actions import every_language
from tests.browser.test_quick_answers import PHONE, Taps

pytestmark = pytest.mark.browser
MOST_OF_A_PARENT, MOST_OF_A_FAMILY = 12, 8


@pytest.fixture(params=[True, False], ids=["scripts-on", "scripts-off"])
def taps(request, page_with):
    return Taps(page_with(java_script_enabled=request.param, viewport=PHONE))


def go_on(taps, name):
    taps.press(f"button.button[value='next:{name}']")
    expect(taps.page.locator("#simulator[aria-busy=true]")).to_have_count(0)


def calculate(taps):
    taps.press("button.button[value=calculate]")
    expect(taps.page.locator("#result-heading")).to_be_visible()


@every_language("taps")
def test_parent_of_two_children_simulates_the_advance_in_twelve_taps(taps, language):
    """Nothing since a month; what a parent may not know is left at "I do not know"."""
    page, born = taps.page, datetime.now(tz=UTC).year - 8
    page.goto(f"/{language}/advances/simulator/")
    taps.press("label[for='title-kind-judgment']")
    taps.type("title.date", "15/03/2022")
    taps.press("label[for='allLiveInBelgium-yes']")
    go_on(taps, "title")
    taps.type("children[0].birthDate", f"09/05/{born}")
    taps.type("children[0].monthlyMaintenance", "200")
    taps.press("button[value='add:children']")
    expect(page.locator("[name='children[1].monthlyMaintenance']")).to_have_value("200")
    taps.type("children[1].birthDate", f"09/05/{born + 2}")
    go_on(taps, "children")
    taps.press("label[for='paymentHistory-nothingSince']")
    page.select_option("#nothingSince", index=2)
    taps.count += 1
    calculate(taps)
    assert "350" in page.locator(".answer-figure").inner_text()
    # What was supposed is said: service of the judgment, and its clause on the index.
    expect(page.locator(".result .assumed li")).to_have_count(2)
    expect(page.locator(".assumed > summary")).to_be_visible()
    assert taps.count <= MOST_OF_A_PARENT


@every_language("taps")
def test_family_calculates_the_waiver_in_eight_taps(taps, language):
    taps.page.goto(f"/{language}/waiver/calculator/")
    taps.type("debt", "815")
    taps.choose("fraudProven", "no")
    go_on(taps, "debt")
    taps.choose("partner", "no")
    taps.type("childrenWithChildBenefit", "2")
    go_on(taps, "household")
    taps.type("debtorResources.work", "900")
    calculate(taps)
    assert "815" in taps.page.locator(".answer-figure").inner_text()
    assert taps.count <= MOST_OF_A_FAMILY


def test_child_that_is_added_takes_over_the_amount_and_may_change_it(taps):
    page = taps.page
    page.goto("/fr/advances/arrears/")
    page.fill("[name='title.date']", "15/03/2022")
    go_on(taps, "title")
    page.fill("[name='children[0].monthlyMaintenance']", "200,50")
    taps.press("button[value='add:children']")
    second = page.locator("[name='children[1].monthlyMaintenance']")
    expect(second).to_have_value("200,50")
    second.fill("150")
    taps.press("button[value='add:children']")
    expect(page.locator("[name='children[2].monthlyMaintenance']")).to_have_value("150")
    expect(second).to_have_value("150")


def test_who_does_not_live_in_belgium_with_the_children_is_asked_who(taps):
    page = taps.page
    page.goto("/fr/advances/simulator/")
    expect(page.locator("[name=applicantLivesInBelgium]").first).to_be_hidden()
    taps.press("label[for='allLiveInBelgium-no']")
    taps.press("label[for='applicantLivesInBelgium-yes']")
    taps.press("label[for='childrenLiveInBelgium-no']")
    taps.press("label[for='title-kind-notarialDeed']")
    page.fill("[name='title.date']", "15/03/2022")
    go_on(taps, "title")
    expect(page.locator("[name='children[0].birthDate']")).to_be_visible()

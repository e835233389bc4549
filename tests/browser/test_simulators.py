import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import catalog_of
from tests.browser.form_actions import (
    CALCULATE,
    EVERY_LANGUAGE,
    NEXT,
    amount,
    asked_by_machine,
    fill_children,
    fill_waiver,
    go_on,
    month,
    percentage,
    press,
    rows,
    type_advances,
    type_waiver,
)

pytestmark = pytest.mark.browser
PAGES = {"advances": "advances/simulator", "waiver": "waiver/calculator"}


@pytest.fixture(params=[True, False], ids=["scripts-on", "scripts-off"])
def visitor(request, page_with):
    """A reader with or without scripts, whose browser must refuse nothing for its policy."""
    page = page_with(java_script_enabled=request.param)
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda line: complaints.append(line.text) if "Content" in line.text else None
    )
    yield page
    assert complaints == []


@EVERY_LANGUAGE
def test_page_shows_advances_of_json_response(visitor, gateway, language):
    answers = type_advances(visitor, language)
    press(visitor, CALCULATE, ".result")
    result = asked_by_machine(gateway, "simulateAdvances", answers, language)
    for schedule in result["schedules"]:
        table = f"#result-schedule details.more >> nth={schedule['child']} >> .schedule"
        shown = [row[:2] for row in rows(visitor, table)]
        expected = [
            [month(line["month"], language), amount(line["advance"], language)]
            for line in schedule["months"]
        ]
        assert [[name, text.split("\n")[0]] for name, text in shown] == expected
    assert amount(result["total"], language) in visitor.locator("#result-schedule").text_content()


@EVERY_LANGUAGE
def test_page_shows_waiver_of_json_response(visitor, gateway, language):
    answers = type_waiver(visitor, language)
    press(visitor, CALCULATE, ".result")
    result = asked_by_machine(gateway, "calculateWaiver", answers, language)
    shown = visitor.locator(".answer").inner_text()
    waiver = result["waiver"]
    for figure in (
        amount(answers["debt"], language),
        percentage(waiver["percentage"], language),
        amount(waiver["waived"], language),
        amount(waiver["recovered"], language),
    ):
        assert figure in shown
    bands = [row[1] for row in rows(visitor, ".limits")]
    assert bands == [percentage(band["percentage"], language) for band in result["bands"]]


@EVERY_LANGUAGE
def test_result_is_announced_in_title(visitor, language):
    fill_waiver(visitor, language)
    press(visitor, CALCULATE, ".result")
    assert visitor.title().startswith(catalog_of(language).gettext("common.result.title_prefix"))


def test_what_page_says_about_itself_is_folded_below_form(visitor):
    introduction = visitor.locator(".introduction")
    visitor.goto("/fr/waiver/calculator/")
    form = visitor.locator("#simulator").bounding_box()
    assert introduction.bounding_box()["y"] >= form["y"] + form["height"]
    expect(introduction.locator("p").first).to_be_hidden()
    introduction.locator("> summary").click()
    expect(introduction.locator("p").first).to_be_visible()


@EVERY_LANGUAGE
@pytest.mark.parametrize("simulator", PAGES)
def test_wrong_answers_return_page_with_focused_error_summary(visitor, simulator, language):
    visitor.goto(f"/{language}/{PAGES[simulator]}/")
    press(visitor, NEXT, ".error-summary")
    expect(visitor.locator(".error-summary")).to_be_focused()
    assert visitor.title().startswith(catalog_of(language).gettext("common.errors.title_prefix"))


def test_error_summary_links_to_question(visitor):
    visitor.goto("/de/waiver/calculator/")
    press(visitor, NEXT, ".error-summary")
    visitor.locator('.error-summary a[href="#debt"]').click()
    expect(visitor.locator("#debt")).to_be_focused()


def test_invalid_input_is_kept_with_its_error(visitor):
    visitor.goto("/fr/waiver/calculator/")
    visitor.locator("#debt").fill("douze dollars")
    visitor.locator('[name="fraudProven"][value="yes"]').check()
    press(visitor, NEXT, ".error-summary")
    expect(visitor.locator("#debt")).to_have_value("douze dollars")
    expect(visitor.locator('[name="fraudProven"][value="yes"]')).to_be_checked()


def test_removing_child_keeps_others(visitor):
    fill_children(visitor, "en")
    visitor.locator('button[value="remove:children:0"]').click()
    expect(visitor.locator("fieldset.child")).to_have_count(1)
    expect(visitor.locator('[name="children[0].birthDate"]')).to_have_value("28/02/2009")


def test_enter_key_submits_step_and_removes_no_child(visitor):
    fill_children(visitor, "nl")
    visitor.locator('[name="children[1].birthDate"]').press("Enter")
    expect(visitor.locator("#advances-payments")).to_be_focused()
    press(visitor, "button[value='step:children']", "#advances-children")
    expect(visitor.locator("fieldset.child")).to_have_count(2)


def test_enter_key_in_the_last_step_calculates(visitor):
    fill_waiver(visitor, "en")
    visitor.locator('[name="partnerResources.work"]').press("Enter")
    expect(visitor.locator(".result")).to_be_visible()


def test_another_calculation_can_follow_first(visitor):
    fill_waiver(visitor, "en")
    press(visitor, CALCULATE, ".result")
    press(visitor, ".given button[value='step:debt'] >> nth=0", "#waiver-debt")
    visitor.locator("#debt").fill("999.00")
    while visitor.locator(NEXT).count():
        go_on(visitor)
    press(visitor, CALCULATE, ".result")
    expect(visitor.locator(".result")).to_contain_text("€999.00")


def test_script_puts_nothing_in_address(page):
    fill_waiver(page, "fr")
    press(page, CALCULATE, ".result")
    assert page.url.endswith("/fr/waiver/calculator/")


def test_going_away_and_back_shows_the_result_that_can_be_calculated_again(page):
    fill_waiver(page, "de")
    press(page, CALCULATE, ".result")
    page.goto("/de/")
    page.go_back()
    page.locator("#change-answers > summary").click()
    press(page, CALCULATE, ".result")
    expect(page.locator(".result")).to_have_count(1)

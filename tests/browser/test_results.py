"""Results on a phone: short while closed, the answer at the top, and what paper has of them."""

import pytest
from playwright.sync_api import expect

from functions.calculators.registry import CALCULATORS
from functions.http.paths import BASE
from functions.i18n.catalog import LANGUAGES
from tests.api.inputs import typed_fields
from tests.golden.cases import cases
from tests.pages.test_answers import PARENT

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 800}
TALLEST = 3000
LEDGER = [f"{2022 + (3 + n) // 12}-{(3 + n) % 12 + 1:02}" for n in range(56)]
TITLE = {"date": "2022-03-15", "indexation": "notStated"}
CREDITORS = [{"monthlyMaintenance": "200.00"}, {"monthlyMaintenance": "200.00"}]
CAME = [{"month": month, "amount": "0.00" if month >= "2026-10" else "400.00"} for month in LEDGER]
OF_THE_REVIEW = {
    "advances": PARENT,
    "eligibility": {
        "applicationDate": "2026-11-30",
        "applicantLivesInBelgium": True,
        "childrenLiveInBelgium": True,
        "title": TITLE | {"kind": "judgment", "served": True},
        "children": CREDITORS,
        "receivedPayments": CAME,
    },
    "arrears": {
        "applicationDate": "2026-11-30",
        "title": TITLE,
        "children": CREDITORS,
        "receivedPayments": CAME,
    },
    "waiver": {
        "requestDate": "2026-11-30",
        "debt": "815.00",
        "fraudProven": False,
        "goodFaith": "yes",
        "uncertainSituation": "yes",
        "partner": True,
        "childrenWithChildBenefit": 2,
        "debtorResources": {"work": "1900.00"},
        "partnerResources": {"work": "700.00"},
        "parameterSet": "published",
    },
}
"""The inputs of a usability review, where it gives them; for the others, a worked case."""


def inputs(name, language="fr"):
    """What is typed for a calculator."""
    if name in OF_THE_REVIEW:
        return typed_fields(OF_THE_REVIEW[name], language)
    case = max(
        (case for case in cases() if case.calculator == name and case.has_page),
        key=lambda case: len(case.form(language)),
    )
    return case.form(language)


POST = """([action, fields]) => {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action });
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}"""


COVERABLE = ".breadcrumbs a, .summary-change button, .next-steps__link, .way-out a"
COVERED = """all => all.toReversed().filter(one => {
  one.focus();
  const { left, right, top, bottom } = one.getBoundingClientRect();
  const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return top < document.querySelector(".leave").getBoundingClientRect().bottom
    || !(one.contains(seen) || seen?.contains(one));
}).map(one => one.outerHTML)"""
"""Which of them are below another element once they have the focus, from the last to the first."""


def show_result(page, name, language="fr", **changes):
    """Send the answers of a calculator as its page does without scripts."""
    fields = inputs(name, language) | changes | {"language": language, "intent": "calculate"}
    page.evaluate(POST, [f"{BASE}/{CALCULATORS[name].operation}", fields])
    page.wait_for_selector(".result")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CALCULATORS)
def test_closed_result_fits_its_budget_on_a_phone(page_with, name, language):
    page = page_with(viewport=PHONE)
    show_result(page, name, language)
    assert page.locator("details.fold[open]").count() == 0
    assert page.evaluate("document.documentElement.scrollHeight") <= TALLEST
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["advances", "eligibility", "arrears"])
def test_result_with_what_was_supposed_fits_its_budget_on_a_phone(page_with, name, language):
    page = page_with(viewport=PHONE)
    served = {} if name == "arrears" else {"title.served": "notKnown"}
    show_result(page, name, language, **served, **{"title.indexation": "notKnown"})
    expect(page.locator(".assumed > summary")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") <= TALLEST


@pytest.mark.parametrize("name", CALCULATORS)
def test_first_action_of_a_result_is_on_the_first_screen_of_a_phone(page_with, name):
    page = page_with(viewport=PHONE)
    show_result(page, name)
    box = page.locator(".answer-actions .button").first.bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("language", LANGUAGES)
def test_link_that_leaves_the_site_covers_no_other_on_a_phone(page_with, language, width):
    page = page_with(viewport={"width": width, "height": 640})
    show_result(page, "eligibility", language)
    assert page.locator(COVERABLE).evaluate_all(COVERED) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_change_of_an_answer_shows_the_form_at_its_section(page_with, language):
    page = page_with(viewport=PHONE)
    show_result(page, "eligibility", language)
    page.locator(".given button[value='step:title']").first.click()
    expect(page.locator(".result")).to_have_count(0)
    focused = page.evaluate("document.activeElement.closest('form') !== null")
    assert focused
    expect(page.locator("[name='title.date']")).to_have_value(
        inputs("eligibility", language)["title.date"]
    )


def test_calculating_shows_the_answer_at_the_top_with_the_focus_on_it(page_with):
    page = page_with(viewport=PHONE)
    show_result(page, "indexation")
    page.locator("#change-answers > summary").click()
    page.locator("#change-answers button.button[value=calculate]").click()
    expect(page.locator("#result-heading")).to_be_focused()
    expect(page.locator("#change-answers[open]")).to_have_count(0)
    assert page.evaluate("scrollY") == 0


def test_paper_has_the_answers_and_the_steps_of_an_open_section_only(page_with):
    page = page_with(viewport=PHONE)
    show_result(page, "indexation")
    page.emulate_media(media="print")
    expect(page.locator(".given .print-only")).to_be_visible()
    expect(page.locator("#result-steps .steps")).to_be_hidden()
    expect(page.locator("#change-answers")).to_be_hidden()
    page.emulate_media(media="screen")
    page.locator("#result-steps > summary").click()
    page.emulate_media(media="print")
    expect(page.locator("#result-steps .steps")).to_be_visible()


def test_paper_has_the_list_of_papers_to_gather(page_with):
    page = page_with(viewport=PHONE)
    show_result(page, "advances")
    papers = page.locator("#result-documents li").first
    expect(papers).to_be_hidden()
    page.emulate_media(media="print")
    expect(papers).to_be_visible()
    expect(page.locator(".given .print-only")).to_be_visible()


def test_how_long_it_takes_online_is_said_below_the_button_to_it(page_with):
    page = page_with(viewport=PHONE)
    show_result(page, "advances")
    online, hint, filled = (
        page.locator(f".answer-actions {one}").bounding_box()["y"]
        for one in ("a[href*=myminfin]", ".answer-hint", "button[formaction]")
    )
    assert online < hint < filled
    assert "MyMinfin" in page.locator(".answer-hint").inner_text()

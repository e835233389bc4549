"""The part of ``matrix.py`` that is run every day: every kind of page and every state once.

Languages, widths and schemes are spread over them. ``python -m pytest tests/browser/matrix.py``
looks at every page and state in all of them.
"""

import pytest
from playwright.sync_api import expect

from functions.http.negotiation import HTML
from tests.browser.barriers import EVERYTHING, HEIGHT, UNFOLD, barriers, too_wide
from tests.browser.form_actions import give
from tests.browser.matrix import SEARCHED, answers_of, calculate, show_rendered
from tests.site.component_page import component_page

pytestmark = pytest.mark.browser
PAGES = (
    ((320, "dark"), "/"),
    ((1280, "dark"), "/404.html"),
    ((320, "light"), "/fr/"),
    ((1280, "dark"), "/de/"),
    ((320, "dark"), "/nl/advances/"),
    ((320, "light"), "/de/advances/conditions/"),
    ((1280, "dark"), "/en/advances/other-ways/"),
    ((1280, "light"), "/fr/debtor/"),
    ((768, "dark"), "/fr/debtor/costs/"),
    ((768, "light"), "/de/waiver/"),
    ((1280, "light"), "/nl/waiver/resources/"),
    ((768, "light"), "/nl/forms/"),
    ((320, "light"), "/fr/letters/"),
    ((1280, "dark"), "/en/letters/missed-payment/"),
    ((320, "dark"), "/de/help/find/"),
    ((1280, "dark"), "/fr/help/glossary/"),
    ((768, "dark"), "/en/help/news/"),
    ((320, "light"), "/nl/help/statistics/"),
    ((768, "light"), "/fr/about/"),
    ((320, "dark"), "/fr/about/method/"),
    ((320, "light"), "/de/about/figures/"),
    ((1280, "light"), "/en/about/api/"),
    ((320, "dark"), "/nl/about/contract/"),
    ((320, "light"), "/en/about/decision-register/"),
    ((320, "light"), "/en/no-such-page/"),
    ((320, "dark"), "/de/forms/intervention/"),
    ((1280, "light"), "/fr/forms/income-declaration/"),
    ((768, "dark"), "/nl/forms/advance/"),
)
WITHOUT_LANDMARKS = EVERYTHING | {
    "rules": {rule: {"enabled": False} for rule in ("landmark-unique", "region")}
    | {"target-size": {"enabled": True}}
}
COMPONENTS = [[(320, "light")], [(1280, "dark")]]
CALCULATORS = (
    ((320, "light"), "/fr/advances/simulator/", "advances"),
    ((320, "dark"), "/nl/advances/arrears/", "arrears"),
    ((1280, "light"), "/de/advances/deadlines/", "deadlines"),
    ((320, "dark"), "/en/advances/eligibility/", "eligibility"),
    ((768, "dark"), "/fr/advances/indexation/", "indexation"),
    ((1280, "dark"), "/nl/advances/renewals/", "renewals"),
    ((320, "light"), "/de/advances/undue/", "undue"),
    ((1280, "light"), "/en/debtor/payments/", "payments"),
    ((1280, "dark"), "/nl/waiver/calculator/", "waiver"),
    ((768, "dark"), "/de/waiver/appeal/", "appeal"),
    ((320, "dark"), "/fr/waiver/first-questions/", "first_questions"),
    ((320, "dark"), "/de/waiver/limits/", "limits"),
    ((768, "light"), "/en/waiver/particulars/", "particulars"),
    ((1280, "dark"), "/fr/waiver/retention/", "retention"),
)
REFUSED = (
    ((320, "dark"), "/de/advances/simulator/"),
    ((1280, "light"), "/fr/waiver/calculator/"),
    ((320, "light"), "/en/debtor/payments/"),
)
SUMMARIES = (
    ((320, "light"), "/de/advances/simulator/", "advances"),
    ((1280, "dark"), "/fr/waiver/calculator/", "waiver"),
)
STEPS = (
    ((320, "light"), "/nl/advances/simulator/", "advances", "check"),
    ((1280, "dark"), "/de/waiver/calculator/", "waiver", "check"),
    ((768, "dark"), "/en/advances/simulator/", "advances", "step:children"),
    ((320, "dark"), "/fr/waiver/calculator/", "waiver", "step:household"),
)
RENDERED = (
    ((320, "dark"), "de", "contact-notPaid"),
    ((1280, "dark"), "fr", "contact-no-topic"),
    ((320, "light"), "nl", "contact-errors"),
    ((768, "dark"), "en", "contact-changed"),
    ((320, "dark"), "fr", "contact-noForm"),
    ((768, "light"), "de", "contact-sent"),
    ((320, "dark"), "de", "problem-413"),
    ((320, "light"), "de", "reasons-waiver"),
)
FOUND = (((320, "light"), "/de/help/find/"), ((1280, "dark"), "/fr/help/find/"))
FOLDED = (
    ((320, "dark"), "/fr/advances/", ".menu--narrow"),
    ((320, "light"), "/de/advances/", ".part"),
    ((1280, "dark"), "/nl/debtor/", ".languages"),
)


@pytest.fixture
def screen(request, page_with):
    """A page of the width and scheme that the test asks for."""
    width, scheme = request.param
    view = {"width": width, "height": HEIGHT}
    return page_with(viewport=view, color_scheme=scheme)


def seen(names, views):
    """The test for each of these views: the first of each is its width and its scheme."""
    return pytest.mark.parametrize(("screen", *names), views, indirect=["screen"])


def language_of(address):
    return address.split("/")[1]


def wrong(page):
    """What hinders people on the page, with everything in it unfolded."""
    page.evaluate(UNFOLD)
    return barriers(page) + too_wide(page, "sideways")


@seen(["address"], PAGES)
def test_page_has_no_barrier(screen, address):
    screen.goto(address)
    assert wrong(screen) == []


@seen([], COMPONENTS)
def test_component_has_no_barrier_in_any_state(screen, site):
    markup = component_page(site)
    screen.route("**/components.html", lambda route: route.fulfill(body=markup, content_type=HTML))
    screen.goto("/components.html")
    screen.evaluate(UNFOLD)
    # The parts are those of several pages: each has the landmarks of its own.
    assert barriers(screen, WITHOUT_LANDMARKS) + too_wide(screen, "sideways") == []


@seen(["address", "questions"], CALCULATORS)
def test_result_and_its_form_have_no_barrier(screen, address, questions):
    screen.goto(address)
    calculate(screen, questions, language_of(address))
    assert wrong(screen) == []


@seen(["address"], REFUSED)
def test_error_summary_has_no_barrier(screen, address):
    screen.goto(address)
    give(screen, "calculate", [], ".error-summary")
    assert wrong(screen) == []


@seen(["address", "questions"], SUMMARIES)
def test_summary_has_no_barrier(screen, address, questions):
    screen.goto(address)
    calculate(screen, questions, language_of(address))
    screen.locator("button[value=summary]").click()
    expect(screen.locator(".summary h1")).to_be_visible()
    assert wrong(screen) == []


@seen(["address", "questions", "button"], STEPS)
def test_step_and_review_have_no_barrier(screen, address, questions, button):
    screen.goto(address)
    brings = ".step-answers" if button == "check" else ".step-title"
    give(screen, button, answers_of(questions, language_of(address)), brings)
    assert wrong(screen) == []


@seen(["address"], FOUND)
def test_search_results_have_no_barrier(screen, address):
    screen.goto(address)
    screen.locator("#search-words").fill(SEARCHED[language_of(address)])
    screen.keyboard.press("Enter")
    expect(screen.locator("#search-results > li").first).to_be_visible()
    assert wrong(screen) == []


@seen(["address", "folded"], FOLDED)
def test_open_menu_of_phone_has_no_barrier(screen, address, folded):
    screen.goto(address)
    screen.locator(f"{folded} summary").click()
    assert wrong(screen) == []


@seen(["language", "name"], RENDERED)
def test_message_confirmation_and_problem_page_have_no_barrier(screen, site, language, name):
    show_rendered(screen, site, name, language)
    assert wrong(screen) == []

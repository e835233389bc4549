import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.walking import CALCULATE, fill_advances, fill_waiver, press

pytestmark = pytest.mark.browser
PAGES = (
    "/",
    "/404.html",
    "/{language}/",
    "/{language}/advances/",
    "/{language}/advances/simulator/",
    "/{language}/waiver/calculator/",
    "/{language}/about/figures/",
    "/{language}/forms/",
    "/{language}/about/",
    "/{language}/no-such-page/",
)
FURTHER_CALCULATORS = (
    "/fr/debtor/payments/",
    "/nl/advances/undue/",
    "/de/advances/deadlines/",
    "/fr/advances/renewals/",
    "/en/advances/indexation/",
    "/fr/advances/arrears/",
    "/nl/waiver/appeal/",
    "/de/waiver/first-questions/",
    "/en/waiver/particulars/",
    "/fr/waiver/retention/",
)
VIEWS = (
    ("fr", 320, "light"),
    ("nl", 1280, "dark"),
    ("de", 320, "dark"),
    ("en", 1280, "light"),
)


@pytest.fixture(params=VIEWS, ids=lambda view: "-".join(map(str, view)))
def view(request, new_context):
    language, width, scheme = request.param
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    return context.new_page(), language


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_barrier(view, address):
    page, language = view
    page.goto(address.format(language=language))
    assert violations(page) == []


@pytest.mark.parametrize("address", FURTHER_CALCULATORS)
def test_a_further_calculator_has_no_barrier_on_a_phone(new_context, address):
    page = new_context(viewport={"width": 320, "height": 800}).new_page()
    page.goto(address)
    assert violations(page) == []


def test_an_open_menu_has_no_barrier(new_context):
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto("/fr/")
    page.locator(".menu--narrow summary").click()
    assert violations(page) == []


@pytest.mark.parametrize("simulator", ["advances/simulator", "waiver/calculator"])
def test_an_error_summary_has_no_barrier(view, simulator):
    page, language = view
    page.goto(f"/{language}/{simulator}/")
    press(page, CALCULATE, ".error-summary")
    assert violations(page) == []


@pytest.mark.parametrize("fill", [fill_advances, fill_waiver])
def test_a_result_has_no_barrier(view, fill):
    page, language = view
    fill(page, language)
    press(page, CALCULATE, ".result")
    for part in page.locator(".result details").all():
        part.locator("summary").click()
    assert violations(page) == []

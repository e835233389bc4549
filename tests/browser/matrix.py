"""Every page and every state, in every language, width, colour scheme, with and without scripts.

    python -m pytest tests/browser/matrix.py -n 2

Too long for every day, so ``dev.py test`` takes a part of it (``test_accessibility.py``). Each
page is loaded once and looked at in all widths and schemes, with all that is folded away opened,
and with text twice as large.

The script of a calculator puts in the page what the server sends without it. So what it makes is
compared with the page of the server, and barriers are looked for once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from functions.calculators.registry import CALCULATORS
from functions.contact.view import ASK_TOPIC, PAGE, SEND
from functions.forms.definition import form_definition
from functions.http.negotiation import HTML
from functions.i18n.catalog import LANGUAGES
from functions.pages.repeated_rows import SHOW_MONTHS
from functions.paper_forms.definition import form_names
from publishing.contract import operations
from tests.api.inputs import typed_fields
from tests.browser.barriers import HEIGHT, WIDTHS, barriers, everything_wrong
from tests.browser.form_actions import give
from tests.site.content_pages import menu
from tests.site.content_pages import page as content
from tests.site.rendered_pages import MESSAGE, RENDERED_ALONE, TOPIC, rendered

pytestmark = pytest.mark.browser

EXPECTED = "Failed to load resource"
"""What the browser says of a page that is missing on purpose, and of a script held back."""
FIND = "help/find"
NOWHERE = "xyzxyzxyz"
TOO_SOON_MS = 4_000
"""Longer than the time in which the contact form takes a sender for a program."""
WRONG_NUMBER = "99010100100"
UNIQUE = re.compile(
    r'(?<=name="token" value=")[^"]+|\b[34679CDFHJKMNPQRTWXY]{5}-[34679CDFHJKMNPQRTWXY]{5}\b'
)
"""The token of a contact form and the reference of a message: no two are alike."""
SEARCHED = {"fr": "avance", "nl": "voorschot", "de": "Vorschuss", "en": "advance"}
NEEDS_SCRIPTS = 'data-scripts="" hidden=""'
"""What only works with scripts is hidden until they run."""
REGION = "document.getElementById('simulator').innerHTML"


def addresses() -> list[str]:
    """Every page of every language, and those that are outside of a language."""
    places = [path.removesuffix("index.md").removesuffix(".md") for path in menu()]
    pages = [f"{place}/" if place and not place.endswith("/") else place for place in places]
    pages += [*(f"forms/{form}/" for form in form_names()), "no-such-page/"]
    return ["/", "/404.html"] + [f"/{language}/{page}" for language in LANGUAGES for page in pages]


def has_own_frame(address: str) -> bool:
    """Whether the page is the first of its part, or is outside of the parts."""
    return f"{address.partition('/')[2].partition('/')[2]}index.md" in menu() or "/40" in address


def calculators() -> list[tuple[str, str]]:
    """The place and the set of questions of every page with a form."""
    found = [
        (path.removesuffix(".md"), content("en", path).meta.get("questions")) for path in menu()
    ]
    return [(place, name) for place, name in found if name in CALCULATORS]


def steps() -> list[tuple[str, str, str]]:
    """The place, the set of questions and a button of every page of steps."""
    return [
        (place, name, button)
        for place, name in calculators()
        if form_definition(name).steps
        for button in ("check", f"step:{form_definition(name).sections[-1].id}")
    ]


def tables() -> list[tuple[str, str]]:
    """Those whose page has a table of months."""
    return [(place, name) for place, name in calculators() if form_definition(name).table]


EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
EVERY_TABLE = pytest.mark.parametrize(("place", "questions"), tables())
EVERY_CALCULATOR = pytest.mark.parametrize(("place", "questions"), calculators())


@pytest.fixture
def visit(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[[bool], Page]]:
    """A reader with or without scripts. Whatever the browser complains of is an error.

    Without: the site's own scripts never arrive. Those of the check itself must still run.
    """
    complaints: list[str] = []

    def arrive(scripts: bool) -> Page:
        page = new_context().new_page()
        if not scripts:
            page.route("**/*.js", lambda route: route.abort())
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else 0)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield arrive
    assert [text for text in complaints if not text.startswith(EXPECTED)] == []


@pytest.fixture
def visitor(visit: Callable[[bool], Page]) -> Page:
    """A reader with scripts."""
    return visit(True)


def answers_of(questions: str, language: str) -> list[tuple[str, str]]:
    """The first example of the contract, as a person of that language types it."""
    operation = CALCULATORS[questions].operation
    (example, *_) = next(o["examples"] for o in operations() if o["id"] == operation)
    return list(typed_fields(example["value"], language).items())


def both_ways(visit: Callable[[bool], Page], goes: Callable[[Page], None]) -> Page:
    """The page after these steps with scripts, which is the same without."""
    without, page = visit(False), visit(True)
    for each in (without, page):
        goes(each)
    assert region(page) == region(without)
    without.close()
    return page


def region(page: Page) -> str:
    """What the function put in the page, but for what is never twice the same."""
    found: str = page.evaluate(REGION)
    return UNIQUE.sub("", found).replace(NEEDS_SCRIPTS, NEEDS_SCRIPTS.removesuffix(' hidden=""'))


def calculate(page: Page, questions: str, language: str) -> None:
    """Go to the result; where the page asks for months that the example lacks, fill them all."""
    give(page, "calculate", answers_of(questions, language), ".result, .months-table")
    if page.locator(".result").count() == 0:
        give(page, f"fill:{form_definition(questions).table}", [("fill", "75")], ".filled")
        give(page, "calculate", [], ".result")


def show_rendered(page: Page, site: Path, name: str, language: str) -> None:
    """Show the error page that a function renders, with the style sheets of the site."""
    address = f"/{language}/{PAGE}/"
    markup = rendered(site, name, language)
    page.route(f"**{address}", lambda route: route.fulfill(body=markup, content_type=HTML))
    page.goto(address)


def required(questions: str) -> bool:
    """Whether an empty form is refused."""
    return any(
        q.required and q.default is None and not q.today
        for q in form_definition(questions).questions()
    )


@pytest.mark.parametrize("address", addresses())
def test_page_has_no_barrier(visitor, address):
    visitor.goto(address)
    assert everything_wrong(visitor, frame=has_own_frame(address)) == []


@EVERY_LANGUAGE
@EVERY_CALCULATOR
def test_errors_of_calculator_have_no_barrier(visit, place, questions, language):
    def goes(page: Page) -> None:
        page.goto(f"/{language}/{place}/")
        give(page, "calculate", [], ".error-summary" if required(questions) else ".result")

    assert everything_wrong(both_ways(visit, goes)) == []


@EVERY_LANGUAGE
@EVERY_CALCULATOR
def test_result_of_calculator_has_no_barrier(visit, place, questions, language):
    def goes(page: Page) -> None:
        page.goto(f"/{language}/{place}/")
        calculate(page, questions, language)

    assert everything_wrong(both_ways(visit, goes)) == []


@EVERY_LANGUAGE
@EVERY_CALCULATOR
def test_summary_of_result_has_no_barrier(visitor, place, questions, language):
    visitor.goto(f"/{language}/{place}/")
    calculate(visitor, questions, language)
    visitor.locator("button[value=summary]").click()
    expect(visitor.locator(".summary h1")).to_be_visible()
    assert everything_wrong(visitor) == []


@EVERY_LANGUAGE
@pytest.mark.parametrize(("place", "questions", "button"), steps())
def test_step_and_review_have_no_barrier(visit, place, questions, button, language):
    def goes(page: Page) -> None:
        page.goto(f"/{language}/{place}/")
        brings = ".step-answers" if button == "check" else ".step-title"
        give(page, button, answers_of(questions, language), brings)

    assert everything_wrong(both_ways(visit, goes)) == []


@EVERY_LANGUAGE
@EVERY_TABLE
def test_table_of_months_has_no_barrier(visit, place, questions, language):
    def goes(page: Page) -> None:
        page.goto(f"/{language}/{place}/")
        give(page, SHOW_MONTHS, answers_of(questions, language), ".months-table")

    assert everything_wrong(both_ways(visit, goes)) == []


@EVERY_LANGUAGE
def test_search_results_have_no_barrier(visitor, language):
    visitor.goto(f"/{language}/{FIND}/")
    visitor.locator("#search-words").fill(SEARCHED[language])
    visitor.keyboard.press("Enter")
    expect(visitor.locator("#search-results > li").first).to_be_visible()
    assert everything_wrong(visitor) == []


@EVERY_LANGUAGE
def test_search_that_finds_nothing_has_no_barrier(visitor, language):
    visitor.goto(f"/{language}/{FIND}/")
    visitor.locator("#search-words").fill(NOWHERE)
    visitor.keyboard.press("Enter")
    expect(visitor.locator("#search-status")).not_to_be_empty()
    assert everything_wrong(visitor) == []


@EVERY_LANGUAGE
def test_alphabetical_list_without_scripts_has_no_barrier(visit, language):
    page = visit(False)
    page.goto(f"/{language}/{FIND}/")
    expect(page.locator("#search-words")).to_be_hidden()
    assert everything_wrong(page) == []


@EVERY_LANGUAGE
@pytest.mark.parametrize("folded", [".menu--narrow", ".languages", ".part"])
def test_open_menu_of_phone_has_no_barrier(visitor, folded, language):
    visitor.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    visitor.goto(f"/{language}/advances/")
    visitor.locator(f"{folded} summary").click()
    for scheme in ("light", "dark"):
        visitor.emulate_media(color_scheme=scheme)
        assert (scheme, barriers(visitor)) == (scheme, [])


@EVERY_LANGUAGE
def test_number_check_with_error_has_no_barrier(visitor, language):
    visitor.goto(f"/{language}/forms/")
    visitor.locator("#field-nationalNumber").fill(WRONG_NUMBER)
    visitor.locator("#check button").click()
    expect(visitor.locator("#check-nationalNumber")).not_to_be_empty()
    assert everything_wrong(visitor) == []


@EVERY_LANGUAGE
@pytest.mark.parametrize("form", form_names())
def test_wrong_number_in_form_has_no_barrier(visitor, form, language):
    visitor.goto(f"/{language}/forms/{form}/")
    field = visitor.locator("[data-check=nationalNumber]").first
    field.fill(WRONG_NUMBER)
    field.press("Tab")
    expect(visitor.locator("[data-check][aria-invalid=true]").first).to_be_visible()
    assert everything_wrong(visitor) == []


@EVERY_LANGUAGE
def test_contact_form_without_topic_has_no_barrier(visit, language):
    def goes(page: Page) -> None:
        page.goto(f"/{language}/{PAGE}/")
        give(page, ASK_TOPIC, [], ".error-summary")

    assert everything_wrong(both_ways(visit, goes)) == []


@EVERY_LANGUAGE
@pytest.mark.usefixtures("contact")
def test_topic_answers_and_contact_form_have_no_barrier(visit, language):
    def goes(page: Page) -> None:
        page.goto(f"/{language}/{PAGE}/")
        give(page, ASK_TOPIC, [("topic", TOPIC)], "textarea")

    assert everything_wrong(both_ways(visit, goes)) == []


@EVERY_LANGUAGE
@pytest.mark.usefixtures("contact")
def test_errors_of_message_have_no_barrier(visit, language):
    def goes(page: Page) -> None:
        page.goto(f"/{language}/{PAGE}/")
        give(page, ASK_TOPIC, [("topic", TOPIC)], "textarea")
        give(page, SEND, [("email", "name@")], ".error-summary")

    assert everything_wrong(both_ways(visit, goes)) == []


@EVERY_LANGUAGE
@pytest.mark.usefixtures("contact")
def test_message_that_was_accepted_has_no_barrier(visit, language):
    def goes(page: Page) -> None:
        page.goto(f"/{language}/{PAGE}/")
        give(page, ASK_TOPIC, [("topic", TOPIC)], "textarea")
        page.wait_for_timeout(TOO_SOON_MS)
        give(page, SEND, [*MESSAGE.items(), ("copy", "yes")], "#sent-heading")

    assert everything_wrong(both_ways(visit, goes)) == []


@EVERY_LANGUAGE
@pytest.mark.parametrize("name", RENDERED_ALONE)
def test_server_rendered_state_has_no_barrier(visitor, site, name, language):
    show_rendered(visitor, site, name, language)
    assert everything_wrong(visitor) == []

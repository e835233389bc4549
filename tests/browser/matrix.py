"""Every page and every state, in every language, width, colour scheme, with and without scripts.

    python -m pytest tests/browser/matrix.py -n 2

Too long for every day, so ``dev.py test`` takes a part of it (``test_accessibility.py``). A page
without a script is the same with scripts on and off, and is loaded once.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from functions.questions.definition import question_set
from functions.words.load import LANGUAGES
from publishing.contract import operations
from tests.browser.walking import named, typed
from tests.site.content_pages import menu
from tests.site.content_pages import page as content

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
HEIGHT = 800
DOUBLE_TEXT = "document.documentElement.style.fontSize = '200%'"
TEXT_AS_BEFORE = "document.documentElement.style.fontSize = ''"
EXPECTED = "Failed to load resource"
"""What the browser says of a page that is missing on purpose, and of a script held back."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A link changes its colour over some milliseconds: what is measured is the colour in the end.
COLOURS_SETTLED = "document.getAnimations().forEach(animation => animation.finish())"
AXE = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}, "region": {"enabled": True}},
    "resultTypes": ["violations"],
}
ANSWER = """entries => {
  const form = document.querySelector('#simulator form[method=post]');
  const add = (name, value) => {
    const field = document.createElement('input');
    form.append(Object.assign(field, { type: 'hidden', name, value }));
  };
  for (const [name, value] of entries) {
    const found = [...form.elements].filter(field => field.name === name);
    const option = found.find(field => field.type === 'radio' && field.value === value);
    if (option) option.checked = true;
    else if (found.length) found[0].value = value;
    else add(name, value);
  }
  add('intent', 'calculate');
  form.submit();
}"""


def addresses() -> list[str]:
    """Every page of every language, and those that stand outside of a language."""
    places = [path.removesuffix("index.md").removesuffix(".md") for path in menu()]
    pages = [f"{place}/" if place and not place.endswith("/") else place for place in places]
    return ["/", "/404.html"] + [
        f"/{language}/{page}" for language in LANGUAGES for page in [*pages, "no-such-page/"]
    ]


def calculators() -> list[tuple[str, str]]:
    """The place and the set of questions of every page with a form."""
    found = [
        (path.removesuffix(".md"), content("en", path).meta.get("questions")) for path in menu()
    ]
    return [(place, name) for place, name in found if name]


def barriers(page: Page, seen_at: str) -> list[tuple[object, ...]]:
    """What axe finds on the page as it stands."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [(seen_at, rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found]


def everything_wrong(page: Page) -> list[tuple[object, ...]]:
    """Barriers and sideways scrolling at every width and in both schemes, and with large text."""
    wrong: list[tuple[object, ...]] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if too_wide(page, width):
            wrong.append((f"{width}", "needs sideways scrolling"))
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.evaluate(COLOURS_SETTLED)
            wrong += barriers(page, f"{width} {scheme}")
    page.set_viewport_size({"width": WIDTHS[1], "height": HEIGHT})
    page.evaluate(DOUBLE_TEXT)
    if too_wide(page, WIDTHS[1]):
        wrong.append(("text at 200 %", "needs sideways scrolling"))
    page.evaluate(TEXT_AS_BEFORE)
    return wrong


def too_wide(page: Page, width: int) -> bool:
    needed: int = page.evaluate("document.documentElement.scrollWidth")
    return needed > width


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def visitor(request, new_context):
    """A reader with or without scripts. Whatever the browser complains of is an error.

    Without: the site's own scripts never arrive. Those of the check itself must still run.
    """
    page = new_context().new_page()
    if not request.param:
        page.route("**/*.js", lambda route: route.abort())
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.has_scripts = request.param
    yield page
    assert [text for text in complaints if not text.startswith(EXPECTED)] == []


@pytest.mark.parametrize("address", addresses())
def test_a_page_has_no_barrier(visitor, address):
    visitor.goto(address)
    if visitor.has_scripts or visitor.locator("script").count():
        assert everything_wrong(visitor) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("place", "questions"), calculators())
def test_the_errors_of_a_calculator_have_no_barrier(visitor, place, questions, language):
    visitor.goto(f"/{language}/{place}/")
    visitor.evaluate(ANSWER, [])
    if required(questions):
        expect(visitor.locator(".error-summary")).to_be_visible()
    assert everything_wrong(visitor) == []


def required(questions: str) -> bool:
    """Whether an empty form is refused."""
    return any(q.default is None and not q.today for q in question_set(questions).questions())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("place", "questions"), calculators())
def test_the_result_of_a_calculator_has_no_barrier(visitor, place, questions, language):
    operation = question_set(questions).operation
    (example, *_) = next(o["examples"] for o in operations() if o["id"] == operation)
    answers = [(name, typed(value, language)) for name, value in named(example["value"])]
    visitor.goto(f"/{language}/{place}/")
    visitor.evaluate(ANSWER, answers)
    expect(visitor.locator(".result").first).to_be_visible()
    for part in visitor.locator(".result details:not([open]) > summary").all():
        part.click()
    assert everything_wrong(visitor) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_open_menu_of_a_phone_has_no_barrier(visitor, language):
    visitor.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    visitor.goto(f"/{language}/")
    visitor.locator(".menu--narrow summary").click()
    assert barriers(visitor, "open menu") == []

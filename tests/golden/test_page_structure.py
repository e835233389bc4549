"""Every page of a golden case: no element that holds words is empty, and every reference leads."""

import re

import pytest

from functions.forms.definition import form_definition
from functions.i18n.catalog import catalog_of
from tests.golden import service
from tests.golden.cases import cases
from tests.pages.test_form import Page, part

HOLD_WORDS = (
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "li",
        "dt",
        "dd",
        "th",
        "caption",
        "summary",
        "button",
        "label",
    ),
    *("legend", "option", "strong", "b", "a", "time", "title", "desc", "text", "figcaption"),
)
HOLD_A_VALUE = ("aria-label", "data-label", "href", "formaction", "id", "name", "datetime", "for")
REFER = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
PAGES = [case for case in cases() if case.has_page]
LANGUAGE = "en"


def problems(body):
    """What is empty, used twice or leads nowhere on a page."""
    page = Page(body)
    labelled = {label.get("for") for label in page.all("label")}
    for element in page.elements:
        tag = element["tag"]
        if tag in HOLD_WORDS and not element["text"].strip():
            yield f"empty: {element}"
        yield from (f"no {name}: {element}" for name in HOLD_A_VALUE if element.get(name) == "")
        # A file is read on the page and never sent: it has a label, and no name.
        sent = element.get("type") != "file"
        if tag in ("label", "input", "select") and not element.get("for", element.get("name")):
            yield from (f"no name: {element}",) * sent
        if tag in ("input", "select", "textarea") and element.get("type") != "hidden":
            yield from (f"no label: {element}",) * (element.get("id") not in labelled)
        # A question that does not apply is sent along as a hidden field, which may be empty.
        if tag == "button" and element.get("type") == "submit":
            yield from (f"no value: {element}",) * (element.get("value") == "")
    ids = [element["id"] for element in page.elements if "id" in element]
    yield from (f"twice: {one}" for one in set(ids) if ids.count(one) > 1)
    links = {element["href"] for element in page.all("a") if "href" in element}
    for link in links:
        if not link.startswith((f"/{LANGUAGE}/", "/api/", "https://", "#")):
            yield f"leads to another language: {link}"
    referred = (
        set(re.findall(r"url\(#([^)]*)\)", body))
        | {
            one
            for element in page.elements
            for name in REFER
            for one in element.get(name, "").split()
        }
        | {link.removeprefix("#") for link in links if link.startswith("#")}
    )
    yield from (f"leads nowhere: {one}" for one in referred - set(ids))


def intents(case):
    """The buttons that lead to a page of the case."""
    form = form_definition(case.calculator)
    yield "calculate"
    yield from ("summary",) * ("summary" in form.offers)
    yield from ("check", *(f"step:{section.id}" for section in form.sections)) * form.steps


@pytest.mark.parametrize("case", PAGES, ids=lambda case: f"{case.calculator}/{case.name}")
def test_pages_of_a_case_have_their_words_and_references(case):
    for intent in intents(case):
        reply = service.post_form(case.calculator, case.form(LANGUAGE), LANGUAGE, intent)
        assert reply.status == 200
        assert list(problems(reply.body)) == [], intent


@pytest.mark.parametrize("calculator", service.CALCULATORS)
def test_page_of_an_empty_form_has_its_words_and_references(calculator):
    reply = service.post_form(calculator, {}, LANGUAGE)
    assert reply.status in {200, 400}
    assert list(problems(reply.body)) == []


@pytest.mark.parametrize("calculator", ["advances", "waiver"])
def test_steps_of_a_form_end_with_a_button_to_the_next_one_and_one_to_calculate(calculator):
    words = {
        name: catalog_of(LANGUAGE).gettext(f"common.{name}")
        for name in ("steps.next", "steps.back", "buttons.calculate")
    }
    sections = [s.id for s in form_definition(calculator).sections if s.shown_if is None]
    last = []
    for section in sections:
        body = service.post_form(calculator, {}, LANGUAGE, f"step:{section}").body
        buttons = [(b["value"], b["text"]) for b in part(body, "form").all("button")]
        # The first button of the form is the one that the Enter key presses.
        assert buttons[0][0] == (f"next:{section}" if section != sections[-1] else "calculate")
        last.append(buttons[-2:])
    assert last[0][1] == (f"next:{sections[0]}", words["steps.next"])
    assert last[1] == [
        (f"next:{sections[1]}", words["steps.next"]),
        (f"step:{sections[0]}", words["steps.back"]),
    ]
    assert last[-1] == [
        ("calculate", words["buttons.calculate"]),
        (f"step:{sections[-2]}", words["steps.back"]),
    ]

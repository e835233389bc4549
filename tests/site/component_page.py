"""The page of components, completed with whatever else of the product has a style of its own.

    PYTHONPATH=.:site python -m tests.site.component_page

``/components.html`` shows the components that everybody uses, by hand. Here every other class that
a style sheet names comes in a part of the shortest page that has it: a page of the site, a result,
or what a function answers. The command writes ``build/components.html`` and
``build/components/``, which is the same, to look at.
"""

from __future__ import annotations

import copy
import logging
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml
from lxml import html

from functions.calculators.registry import CALCULATORS
from functions.forms.definition import form_definition
from functions.http import clock
from functions.http.paths import BASE
from functions.pages.built_pages import PAGES_DIRECTORY
from functions.pages.repeated_rows import CALCULATE, CHECK, PERSONAL
from functions.quick_answers.registry import QUICK_ANSWERS
from publishing.assets import own_styles
from tests.api.events import BROWSER, application_form, call, post_form
from tests.golden.cases import cases
from tests.site.rendered_pages import rendered_pages
from tests.site.result_pages import result_pages, sent
from tools.dev.places import BUILD, SITE

LANGUAGE = "en"
TODAY = date(2026, 11, 30)
QUICK_CASES = Path(__file__).parents[1] / "golden" / "quick_cases"
FORM = {"content_type": "application/x-www-form-urlencoded", "accept": BROWSER}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CLASS = re.compile(r"\.(-?[a-z][\w-]*)(?=[^{}]*\{)")
WRAPPERS = frozenset({"body", "main", "form", "article"})
OPEN_TO_PARTS = frozenset(
    {"page", "result", "result__main", "result__side", "simulator", "summary"}
)
"""Elements that hold parts of a page beside each other: a part is what is directly in one."""
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
MOST_ALIKE = 2
PLACE = "<!-- parts -->"
"""In the element of a form: some styles are for what is in it."""


def styled() -> frozenset[str]:
    """Every class that a style sheet of ours names."""
    return frozenset(CLASS.findall(COMMENT.sub("", own_styles())))


def classes_in(markup: str) -> set[str]:
    """Every class of an element of a page."""
    return {name for each in html.fromstring(markup).iter("*") for name in _classes(each)}


def _classes(element: html.HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


@cache
def component_page(site: Path) -> str:
    """The page with all of them."""
    page = (site / "components.html").read_text(encoding="utf-8")
    left = set(styled() - classes_in(page))
    parts = ["<h2>Everything else</h2>"]
    for name, markup in sorted(_pages(site), key=lambda page: len(page[1])):
        for element in html.fromstring(markup).iter("*"):
            if left.intersection(_classes(element)):
                part = _part(element, f"part-{len(parts)}", left)
                left -= classes_in(part)
                parts.append(f"<h3>From {name}</h3>\n{part}")
    return page.replace(PLACE, "\n".join(parts))


def _pages(site: Path) -> Iterator[tuple[str, str]]:
    """Every page with its name; the functions answer on a fixed day."""
    yield "/", (site / "index.html").read_text(encoding="utf-8")
    for file in sorted((site / LANGUAGE).rglob("index.html")):
        yield f"/{file.parent.relative_to(site)}/", file.read_text(encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: TODAY)
        patch.setenv(PAGES_DIRECTORY, str(site))
        for shown in result_pages(site, (LANGUAGE,)):
            yield shown.name, shown.reply.body
        for rendered in rendered_pages(site, (LANGUAGE,)):
            yield rendered.name, rendered.markup
        yield from _answers()


def _answers() -> Iterator[tuple[str, str]]:
    """The page of each golden case, the quick answers, the names of a form, a filled table."""
    for case in cases():
        if case.has_page:
            fields = case.form(LANGUAGE) | {"language": LANGUAGE}
            reply = sent(form_definition(case.calculator), fields, CALCULATE)
            yield f"{case.calculator}/{case.name}", reply.body
    for file in sorted(QUICK_CASES.glob("*/*.yaml")):
        form = yaml.safe_load(file.read_text(encoding="utf-8"))["form"]
        path = QUICK_ANSWERS[file.parent.name].path.removeprefix(BASE)
        body = urlencode({"language": LANGUAGE, **form, "intent": CALCULATE})
        yield f"{file.parent.name}/{file.stem}", call("POST", path, body, **FORM).body
    names = application_form(intent=PERSONAL)
    yield "names", post_form("/fillAdvanceForm/intervention", names).body
    for each in CALCULATORS:
        if form_definition(each).steps:
            reply = sent(form_definition(each), {"language": LANGUAGE}, CHECK)
            yield f"{each}, unanswered", reply.body
    for each in ("advances", "arrears"):
        questions = form_definition(each)
        fill = {"language": LANGUAGE, "fill": "75"}
        filled = sent(questions, fill, f"fill:{questions.table}")
        yield f"{each}, filled", filled.body


def _part(element: html.HtmlElement, prefix: str, left: set[str]) -> str:
    """The part of a page that holds an element, in what it stands in; its ids are its own.

    Of what is there many times, the first are left, and those with a class that is still missing.
    """
    whole = element
    while not _holds_parts(whole.getparent()):
        whole = whole.getparent()
    copied = copy.deepcopy(whole)
    copied.tail = None
    _shorten(copied, left)
    for each in copied.iter("*"):
        _rename(each, prefix)
    for ancestor in whole.iterancestors():
        if ancestor.tag in {"body", "html"} or "page" in _classes(ancestor):
            break
        around = html.Element("form" if ancestor.tag == "form" else "div")
        if ancestor.get("class"):
            around.set("class", ancestor.get("class"))
        around.append(copied)
        copied = around
    return html.tostring(copied, encoding="unicode")


def _holds_parts(element: html.HtmlElement) -> bool:
    return element.tag in WRAPPERS or not OPEN_TO_PARTS.isdisjoint(
        {*_classes(element), element.get("id") or ""}
    )


def _shorten(element: html.HtmlElement, left: set[str]) -> None:
    seen = Counter[str]()
    for child in list(element.iterchildren("*")):
        seen[child.tag] += 1
        if seen[child.tag] > MOST_ALIKE and not any(
            left.intersection(_classes(each)) for each in child.iter("*")
        ):
            element.remove(child)
        else:
            _shorten(child, left)


def _rename(element: html.HtmlElement, prefix: str) -> None:
    """Gives an element an id that no other part has, and no heading above that of the page."""
    if element.get("id"):
        element.set("id", f"{prefix}-{element.get('id')}")
    for attribute in REFERENCES:
        if element.get(attribute):
            names = element.get(attribute).split()
            element.set(attribute, " ".join(f"{prefix}-{name}" for name in names))
    if element.get("name") and element.get("type") == "radio":
        element.set("name", f"{prefix}-{element.get('name')}")
    if (element.get("href") or "").startswith("#"):
        element.set("href", f"#{prefix}-{element.get('href')[1:]}")
    if element.tag in {"h1", "main"}:
        element.tag = {"h1": "h2", "main": "div"}[element.tag]


def main() -> int:
    """Write the page, with the styles of the site beside it."""
    logging.disable(logging.CRITICAL)
    page = component_page(SITE)
    file = BUILD / "components.html"
    file.write_text(page.replace('"/assets/', '"site/assets/'), encoding="utf-8")
    sys.stdout.write(f"{file}: {len(page) // 1000} kB\n")
    left = sorted(styled() - classes_in(page))
    sys.stdout.write(f"not on it: {' '.join(left) or 'nothing'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Writes the pages that the functions answer with: the form, what is wrong, the result, a problem.

One renderer for all: the site build prints the empty form with it, the functions the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from functions.edge.render_advances import advances_view
from functions.edge.render_answers import answers
from functions.edge.render_form import TODAY_IF_EMPTY, FormBuilder
from functions.edge.render_waiver import waiver_view
from functions.law.maintenance.simulation import AdvanceSimulation
from functions.law.values import Month
from functions.law.waiver.calculation import WaiverCalculation
from functions.parameters import load
from functions.questions.definition import QuestionSet
from functions.questions.issues import InputIssue
from functions.words.load import Words, words

State = Literal["form", "error", "result"]

TEMPLATES = Path(__file__).parent / "templates"
API = "/api/alimenta/v1"
REGION = re.compile(r"(<!-- simulator:start -->).*(<!-- simulator:end -->)", re.DOTALL)
TITLE = re.compile(r"(<title>)(.*?)(</title>)", re.DOTALL)
TITLE_PREFIX = {"error": "common.errors.title_prefix", "result": "common.result.title_prefix"}


@cache
def _environment() -> Environment:
    """The templates. A name that is missing is an error, and every value is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def render_simulator(  # noqa: PLR0913 - the page is made of these, and of nothing else
    question_set: QuestionSet,
    language: str,
    typed: Mapping[str, str],
    *,
    issues: Sequence[InputIssue] = (),
    result: object | None = None,
    month_rows: Sequence[Month] = (),
    child_rows: int = 1,
) -> str:
    """The region of a simulator: the result or what is wrong, then the form with what was typed.

    Raises:
        TypeError: the result is none that has a page.
    """
    told = words(language)
    form = FormBuilder(question_set, told, typed, issues).form(
        child_rows=child_rows, month_rows=month_rows
    )
    return (
        _environment()
        .get_template("simulator.html")
        .render(
            t=told.text,
            figure=told.figure,
            language=language,
            subject=question_set.name,
            form=form,
            action=f"{API}/{question_set.operation}",
            answers=answers(form, told) if result is not None else (),
            result=None if result is None else _view(result, told),
            today_used=not any(typed.get(name, "").strip() for name in TODAY_IF_EMPTY),
        )
    )


def _view(result: object, told: Words) -> object:
    """The result put together for its template."""
    match result:
        case AdvanceSimulation():
            return advances_view(result, told, load.maintenance())
        case WaiverCalculation():
            return waiver_view(result, told, load.waiver())
        case _:
            raise TypeError(f"no page for {type(result).__name__}")


def render_page(shell: str, language: str, region: str, state: State) -> str:
    """The built page with that region in its place, and a title that says what it now shows.

    Raises:
        ValueError: the page has no place for the region.
    """
    page, places = REGION.subn(lambda found: f"{found[1]}\n{region}\n{found[2]}", shell, count=1)
    if places == 0:
        raise ValueError("the page has no simulator")
    if state == "form":
        return page
    prefix = words(language).text(TITLE_PREFIX[state])
    return TITLE.sub(lambda found: f"{found[1]}{prefix}{found[2]}{found[3]}", page, count=1)


def render_problem(language: str, status: int) -> str:
    """A whole page for a request that no simulator page can answer."""
    told = words(language)
    kind = str(status) if told.has(f"common.problem.title.{status}") else "other"
    return (
        _environment()
        .get_template("problem.html")
        .render(t=told.text, language=language, kind=kind)
    )

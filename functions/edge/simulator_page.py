"""A form in, the same page out: with the result, or with what is wrong and what was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Literal

from functions.edge.answers import Answer
from functions.edge.bodies import form_fields
from functions.edge.negotiation import HTML
from functions.edge.pages import built_page
from functions.edge.render import render_page, render_simulator
from functions.edge.requests import Request
from functions.edge.rows import CALCULATE, Arranged, arrange, intent_pattern
from functions.edge.simulator import Simulator
from functions.edge.today import today
from functions.questions.as_typed import as_typed
from functions.questions.decode import Decoded, decode_form
from functions.questions.definition import QuestionSet
from functions.questions.form import Form, nest, read_form
from functions.questions.issues import InputIssue, Unreadable
from functions.words.load import LANGUAGES

OF_THE_PAGE = ("intent", "language")


def answer_page(simulator: Simulator, request: Request) -> Answer:
    """The page in answer to its form.

    Raises:
        Problem: the body is no form.
    """
    fields = form_fields(request)
    of_page = {name: value for name, value in fields if name in OF_THE_PAGE}
    language = of_page.get("language", "")
    if language not in LANGUAGES:
        language = request.language
    questions = simulator.rules.questions
    form = read_form(questions, (pair for pair in fields if pair[0] not in OF_THE_PAGE))
    intent = of_page.get("intent") or CALCULATE
    day = today()
    arranged = simulator.arrange(arrange(questions, intent, form.typed), intent, day)
    decoded = decode_form(simulator.rules, nest(arranged.typed), day)
    issues = (*_intent_issues(questions, intent), *_issues(arranged, form, decoded))
    state: Literal["form", "error", "result"]
    state = "error" if issues else "form" if arranged.asks else "result"
    region = render_simulator(
        questions,
        language,
        arranged.typed,
        issues=issues,
        result=simulator.result(decoded.draft) if state == "result" else None,
        month_rows=arranged.months,
        rows=arranged.rows,
    )
    return Answer(
        status=HTTPStatus.BAD_REQUEST if issues else HTTPStatus.OK,
        body=render_page(built_page(language, simulator.page), language, region, state),
        media_type=HTML,
        language=language,
    )


def _issues(arranged: Arranged, form: Form, decoded: Decoded) -> Sequence[InputIssue]:
    """What must be put right before the reader can go on."""
    every = (*decoded.issues, *form.issues)
    if arranged.needs is None:
        return every
    return tuple(issue for issue in every if issue.path in arranged.needs)


def _intent_issues(questions: QuestionSet, intent: str) -> Sequence[InputIssue]:
    """A button that the page does not have."""
    if re.fullmatch(intent_pattern(questions), intent):
        return ()
    return (InputIssue(path="intent", code=Unreadable.NOT_A_CHOICE, value=as_typed(intent)),)

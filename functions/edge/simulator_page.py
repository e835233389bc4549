"""A form in, the same page out: with the result, or with what is wrong and what was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Literal

from functions.edge.answers import Answer
from functions.edge.fill import fill
from functions.edge.negotiation import HTML, PDF
from functions.edge.page_form import INTENT, page_form
from functions.edge.page_region import render_page, render_summary_page
from functions.edge.pages import built_page
from functions.edge.problems import Problem, Problems
from functions.edge.render import render_simulator, render_summary
from functions.edge.requests import Request
from functions.edge.rows import (
    CALCULATE,
    FILL,
    SUMMARIZE,
    Arranged,
    arrange,
    intent_pattern,
)
from functions.edge.simulator import (
    FILES,
    Simulator,
    days_of,
    file_answer,
    paper_answer,
    table_of,
)
from functions.edge.steps import moves, of_step, place, step_left
from functions.edge.today import today
from functions.questions.as_typed import as_typed
from functions.questions.decode import Decoded, decode_form
from functions.questions.definition import QuestionSet
from functions.questions.form import Form, nest
from functions.questions.issues import InputIssue, Unreadable
from functions.words.load import words


def answer_page(simulator: Simulator, request: Request) -> Answer:
    """The page in answer to its form, or what the reader takes along of the result.

    Raises:
        Problem: the body is no form, or the client cannot read the answer.
    """
    questions = simulator.rules.questions
    sent = page_form(request, questions, FILL)
    form, language = sent.form, sent.language
    intent = sent.of_page.get(INTENT) or CALCULATE
    request.must_accept(FILES.get(intent, HTML) if simulator.paper is None else PDF)
    day = today()
    # What is taken along is the result: the form is arranged as for that.
    button = CALCULATE if intent in questions.offers else intent
    arranged = simulator.arrange(arrange(questions, button, form.typed), button, day)
    arranged, filling = fill(questions, intent, arranged, sent.of_page.get(FILL, ""))
    decoded = decode_form(simulator.rules, nest(arranged.typed), day)
    wrong = (
        *_intent_issues(questions, intent),
        *_issues(questions, intent, arranged, form, decoded),
    )
    issues = wrong if filling.issue is None else (*wrong, filling.issue)
    asks = arranged.asks or moves(questions, intent)
    state: Literal["form", "error", "result"]
    state = "error" if issues else "form" if asks else "result"
    result = simulator.result(decoded.draft) if state == "result" else None
    told = words(language)
    if result is not None and simulator.paper is not None:
        return paper_answer(simulator.paper, result, told)
    days = None if result is None else days_of(simulator, result, told)
    if result is not None and intent in FILES:
        file = file_answer(simulator, FILES[intent], result, told)
        if file is None:
            raise Problem(Problems.NOT_ACCEPTABLE)
        return file
    shell = built_page(language, simulator.page)
    if result is not None and intent == SUMMARIZE:
        summary = render_summary(
            questions, language, arranged, result=result, days=days, made_on=day
        )
        page = render_summary_page(shell, language, summary)
    else:
        region = render_simulator(
            questions,
            language,
            arranged.typed,
            issues=issues,
            result=result,
            month_rows=arranged.months,
            rows=arranged.rows,
            has_days=days is not None,
            has_table=result is not None and table_of(simulator, result, told) is not None,
            filling=filling,
            place=place(
                questions,
                intent,
                arranged,
                wrong=(*decoded.issues, *form.issues),
                said=bool(issues),
                result=result is not None,
            ),
        )
        page = render_page(shell, language, region, state)
    return Answer(
        status=HTTPStatus.BAD_REQUEST if issues else HTTPStatus.OK,
        body=page,
        media_type=HTML,
        language=language,
    )


def _issues(
    questions: QuestionSet, intent: str, arranged: Arranged, form: Form, decoded: Decoded
) -> Sequence[InputIssue]:
    """What must be put right before the reader can go on."""
    every = (*decoded.issues, *form.issues)
    if moves(questions, intent):
        return of_step(questions, step_left(questions, intent), every)
    if arranged.needs is None:
        return every
    return tuple(issue for issue in every if issue.path in arranged.needs)


def _intent_issues(questions: QuestionSet, intent: str) -> Sequence[InputIssue]:
    """A button that the page does not have."""
    if re.fullmatch(intent_pattern(questions), intent):
        return ()
    return (InputIssue(path=INTENT, code=Unreadable.NOT_A_CHOICE, value=as_typed(intent)),)

"""A form in, the same page out: with the result, or with what is wrong and what was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

from functions.calculators.base import FILES, Calculator, PdfCalculator
from functions.calculators.files import days_of, file_answer, pdf_answer, table_of
from functions.exports.days import Days
from functions.forms.definition import QuestionSet
from functions.forms.echo import as_typed
from functions.forms.errors import InputIssue, Unreadable
from functions.forms.form_fields import Form, nest
from functions.forms.parse import Decoded, decode_form
from functions.http.negotiation import HTML, PDF
from functions.http.problem import Problem, Problems
from functions.http.request import Request
from functions.http.response import Answer
from functions.http.today import today
from functions.i18n.catalog import Words, words
from functions.pages.built_pages import built_page
from functions.pages.bulk_fill import fill
from functions.pages.form_submission import INTENT, page_form
from functions.pages.page_shell import render_page, render_summary_page
from functions.pages.render import render_calculator, render_summary
from functions.pages.repeated_rows import (
    CALCULATE,
    FILL,
    SUMMARIZE,
    Arranged,
    arrange,
    intent_pattern,
)
from functions.pages.summary_view import ResultView
from functions.pages.wizard import moves, of_step, place, step_left


def answer_page(calculator: Calculator | PdfCalculator, request: Request) -> Answer:
    """The page in answer to its form, or what the reader takes along of the result.

    Raises:
        Problem: the body is no form, or the client cannot read the answer.
    """
    questions = calculator.rules.questions
    sent = page_form(request, questions, FILL)
    form, language = sent.form, sent.language
    intent = sent.of_page.get(INTENT) or CALCULATE
    request.must_accept(PDF if isinstance(calculator, PdfCalculator) else FILES.get(intent, HTML))
    day = today()
    # What is taken along is the result: the form is arranged as for that.
    button = CALCULATE if intent in questions.offers else intent
    arranged = calculator.arrange(arrange(questions, button, form.typed), button, day)
    arranged, filling = fill(questions, intent, arranged, sent.of_page.get(FILL, ""))
    decoded = decode_form(calculator.rules, nest(arranged.typed), day)
    wrong = (
        *_intent_issues(questions, intent),
        *_issues(questions, intent, arranged, form, decoded),
    )
    issues = wrong if filling.issue is None else (*wrong, filling.issue)
    asks = arranged.asks or moves(questions, intent)
    state: Literal["form", "error", "result"]
    state = "error" if issues else "form" if asks else "result"
    result = calculator.result(decoded.draft) if state == "result" else None
    told = words(language)
    if result is not None and isinstance(calculator, PdfCalculator):
        return pdf_answer(calculator, result, told)
    shown = _Shown() if isinstance(calculator, PdfCalculator) else _shown(calculator, result, told)
    if result is not None and isinstance(calculator, Calculator) and intent in FILES:
        file = file_answer(calculator, FILES[intent], result, told)
        if file is None:
            raise Problem(Problems.NOT_ACCEPTABLE)
        return file
    shell = built_page(language, calculator.entry.page)
    if shown.view is not None and intent == SUMMARIZE:
        summary = render_summary(
            questions,
            language,
            arranged,
            action=calculator.entry.path,
            view=shown.view,
            days=shown.days,
            made_on=day,
        )
        page = render_summary_page(shell, language, summary)
    else:
        region = render_calculator(
            questions,
            language,
            arranged.typed,
            issues=issues,
            action=calculator.entry.path,
            view=shown.view,
            month_rows=arranged.months,
            rows=arranged.rows,
            has_days=shown.days is not None,
            has_table=shown.has_table,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What the page shows of a result: nothing before there is one."""

    view: ResultView | None = None
    days: Days | None = None
    has_table: bool = False


def _shown(calculator: Calculator, result: object, words: Words) -> _Shown:
    if result is None:
        return _Shown()
    return _Shown(
        view=calculator.view(result, words),
        days=days_of(calculator, result, words),
        has_table=table_of(calculator, result, words) is not None,
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

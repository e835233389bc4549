"""A form in, the same page out: with the result, or with what is wrong and what was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any, Literal

from functions.calculators.base import FILES, Calculator, PdfCalculator
from functions.calculators.files import days_of, file_answer, pdf_answer, table_of
from functions.exports.days import Days
from functions.forms.definition import FormDefinition
from functions.forms.echo import echo_safely
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.form_fields import Form, nest
from functions.forms.parse import ParseResult, parse_form_answers
from functions.http import clock
from functions.http.negotiation import HTML, PDF
from functions.http.problem import Problem, Problems
from functions.http.request import Request
from functions.http.response import Response
from functions.i18n.catalog import Catalog, catalog_of
from functions.pages.built_pages import built_page
from functions.pages.bulk_fill import bulk_fill
from functions.pages.explanation_view import ExplainedView
from functions.pages.form_submission import INTENT, page_form
from functions.pages.page_shell import render_page, render_summary_page
from functions.pages.render import render_calculator, render_summary
from functions.pages.repeated_rows import (
    CALCULATE,
    FILL,
    SUMMARIZE,
    FormState,
    arrange_rows,
    intent_pattern,
)
from functions.pages.wizard import errors_of_step, moves, submitted_step, wizard_state
from functions.parameters import load


def answer_page(calculator: Calculator[Any] | PdfCalculator[Any], request: Request) -> Response:
    """The page in answer to its form, or what the reader takes along of the result.

    Raises:
        Problem: the body is no form, or the client cannot read the answer.
    """
    questions = calculator.schema.form
    sent = page_form(request, questions, FILL)
    form, language = sent.form, sent.language
    intent = sent.of_page.get(INTENT) or CALCULATE
    request.must_accept(PDF if isinstance(calculator, PdfCalculator) else FILES.get(intent, HTML))
    day = clock.today()
    # What is taken along is the result: the form is arranged as for that.
    button = CALCULATE if intent in questions.offers else intent
    arranged = calculator.prepare_form(arrange_rows(questions, button, form.typed), button, day)
    arranged, filling = bulk_fill(questions, intent, arranged, sent.of_page.get(FILL, ""))
    decoded = parse_form_answers(calculator.schema, nest(arranged.typed), day)
    wrong = (
        *_intent_issues(questions, intent),
        *_issues(questions, intent, arranged, form, decoded),
    )
    issues = wrong if filling.issue is None else (*wrong, filling.issue)
    asks = arranged.asks or moves(questions, intent)
    state: Literal["form", "error", "result"]
    state = "error" if issues else "form" if asks else "result"
    result = calculator.compute(decoded.request) if state == "result" else None
    catalog = catalog_of(language)
    shown = _Shown()
    if result is not None:
        if isinstance(calculator, PdfCalculator):
            return pdf_answer(calculator, result, catalog)
        if intent in FILES:
            return _saved(calculator, FILES[intent], result, catalog)
        shown = _shown(calculator, result, catalog, day)
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
            checked=load.rules_checked(calculator.entry.domain),
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
            place=wizard_state(
                questions,
                intent,
                arranged,
                wrong=(*decoded.issues, *form.issues),
                said=bool(issues),
                result=result is not None,
            ),
            checked=load.rules_checked(calculator.entry.domain),
        )
        page = render_page(shell, language, region, state)
    return Response(
        status=HTTPStatus.BAD_REQUEST if issues else HTTPStatus.OK,
        body=page,
        media_type=HTML,
        language=language,
    )


def _saved(
    calculator: Calculator[Any], media_type: str, result: object, catalog: Catalog
) -> Response:
    """The result as a file of that type.

    Raises:
        Problem: the result has nothing for such a file.
    """
    file = file_answer(calculator, media_type, result, catalog)
    if file is None:
        raise Problem(Problems.NOT_ACCEPTABLE)
    return file


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What the page shows of a result: nothing before there is one."""

    view: ExplainedView | None = None
    days: Days | None = None
    has_table: bool = False


def _shown(calculator: Calculator[Any], result: object, catalog: Catalog, today: date) -> _Shown:
    return _Shown(
        view=calculator.view(result, catalog, today),
        days=days_of(calculator, result, catalog),
        has_table=table_of(calculator, result, catalog) is not None,
    )


def _issues(
    questions: FormDefinition,
    intent: str,
    arranged: FormState,
    form: Form,
    decoded: ParseResult[Any],
) -> Sequence[FieldError]:
    """What must be put right before the reader can go on."""
    every = (*decoded.issues, *form.issues)
    if moves(questions, intent):
        return errors_of_step(questions, submitted_step(questions, intent), every)
    if arranged.needs is None:
        return every
    return tuple(issue for issue in every if issue.path in arranged.needs)


def _intent_issues(questions: FormDefinition, intent: str) -> Sequence[FieldError]:
    """A button that the page does not have."""
    if re.fullmatch(intent_pattern(questions), intent):
        return ()
    return (FieldError(path=INTENT, code=ParseErrorCode.NOT_A_CHOICE, value=echo_safely(intent)),)

"""A form in, the same page out: with the result, or with what is wrong and what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any, Literal

from functions.calculators.base import FILES, Calculator, PdfCalculator
from functions.calculators.files import (
    days_of,
    file_answer,
    pdf_answer,
    spreadsheet_answer,
)
from functions.calculators.registry import Entry, neighbours
from functions.exports.days import Days
from functions.forms.conditions import (
    Conditions,
    Counted,
    counted,
    given_on_page,
    is_stood_for,
    with_stand_ins,
)
from functions.forms.definition import FormDefinition
from functions.forms.errors import FieldError
from functions.forms.form_fields import Form, nest
from functions.forms.order import in_order
from functions.forms.parse import ParseResult, parse_form_answers
from functions.http import clock
from functions.http.negotiation import CSV, HTML, PDF
from functions.http.paths import BASE
from functions.http.problem import Problem, Problems
from functions.http.request import Request
from functions.http.response import Response
from functions.i18n.catalog import Catalog, catalog_of
from functions.pages.address_code import address_code
from functions.pages.built_pages import built_page
from functions.pages.bulk_fill import bulk_fill
from functions.pages.explanation_view import ExplainedView
from functions.pages.form_submission import INTENT, PageForm, page_form, unknown_button
from functions.pages.kept import LIVE, NEUTRAL, YES, known, opens
from functions.pages.page_shell import render_page, render_summary_page, replace_main
from functions.pages.personal_page import PREFIX, render_personal
from functions.pages.render import render_calculator, render_summary
from functions.pages.repeated_rows import (
    CALCULATE,
    FILL,
    PERSONAL,
    SUMMARIZE,
    FormState,
    arrange_rows,
    intent_pattern,
    without_rows,
)
from functions.pages.wizard import (
    errors_of_step,
    first_faulty_step,
    first_shown,
    moves,
    step_of_new,
    submitted_step,
    wizard_state,
)
from functions.parameters import load


def answer_page(
    calculator: Calculator[Any] | PdfCalculator[Any], request: Request, entry: Entry | None = None
) -> Response:
    """The page in answer to its form, or what the reader takes along of the result.

    ``entry`` has other addresses than those of the registry, where the page has them.

    Raises:
        Problem: the body is no form, or the client cannot read the answer.
    """
    entry = entry or calculator.entry
    questions = calculator.schema.form
    is_pdf = isinstance(calculator, PdfCalculator)
    sent = page_form(request, questions, FILL, NEUTRAL, *_personal_names(calculator))
    neutral = sent.of_page.get(NEUTRAL) == YES
    form = Form(with_stand_ins(questions, sent.form.typed), sent.form.issues)
    language = sent.language
    intent = sent.of_page.get(INTENT) or CALCULATE
    if opens(intent):
        form = Form(known(questions, intent, form.typed), ())
    asks_names = is_pdf and intent == PERSONAL
    request.must_accept(PDF if is_pdf and not asks_names else FILES.get(intent, HTML))
    day = clock.today()
    # What is taken along is the result: the form is arranged as for that.
    button = CALCULATE if intent in (*questions.offers, PERSONAL) else intent
    arranged = calculator.prepare_form(arrange_rows(questions, button, form.typed), button, day)
    arranged, filling = bulk_fill(questions, intent, arranged, sent.of_page.get(FILL, ""))
    answers = counted(questions, arranged.typed, arranged.facts)
    decoded = parse_form_answers(
        calculator.schema, nest(_filled(questions, answers, arranged)), day
    )
    found = in_order(questions, (*answers.issues, *_of_answers(questions, decoded, arranged)))
    new = first_shown(questions, form.typed, found)
    every = (*(issue for issue in found if issue.path not in new), *form.issues)
    wrong = (
        *_intent_issues(questions, intent),
        *_issues(questions, intent, arranged, every),
    )
    issues = wrong if filling.issue is None else (*wrong, filling.issue)
    late = step_of_new(questions, intent, new)
    asks = arranged.asks or moves(questions, intent) or late is not None
    state: Literal["form", "error", "result"]
    state = "error" if issues else "form" if asks else "result"
    result = calculator.compute(decoded.request) if state == "result" else None
    catalog = catalog_of(language)
    shown = _Shown()
    if result is not None:
        if isinstance(calculator, PdfCalculator):
            return _paper(calculator, result, catalog, sent, arranged, neutral=neutral)
        if intent in FILES:
            return _saved(calculator, FILES[intent], result, catalog, neutral=neutral)
        shown = _shown(calculator, result, catalog, day)
    if shown.view is not None and intent == SUMMARIZE:
        shell = built_page(language, entry.page)
        summary = render_summary(
            questions,
            language,
            arranged,
            action=entry.path,
            view=shown.view,
            days=shown.days,
            made_on=day,
            checked=load.rules_checked(entry.domain),
            code=None if neutral else address_code(shell, language, entry.page),
            neutral=neutral,
        )
        page = render_summary_page(shell, language, summary, neutral=neutral)
    else:
        region = render_calculator(
            questions,
            language,
            arranged.typed,
            issues=issues,
            action=entry.path,
            view=shown.view,
            month_rows=arranged.months,
            rows=arranged.rows,
            has_days=shown.days is not None,
            has_table=shown.has_table,
            neighbours=neighbours(entry.name) if entry == calculator.entry else (),
            page=entry.page,
            template="live.html" if intent == LIVE else "calculator.html",
            filling=filling,
            facts=arranged.facts,
            assumed=answers.assumed,
            new=new,
            place=wizard_state(
                questions,
                intent,
                arranged,
                wrong=(*found, *form.issues),
                said=issues,
                late=late,
                result=result is not None,
            ),
            checked=load.rules_checked(entry.domain),
            neutral=neutral,
        )
        page = region
        if intent != LIVE:
            page = render_page(built_page(language, entry.page), language, region, state)
    return Response(
        status=HTTPStatus.BAD_REQUEST if issues else HTTPStatus.OK,
        body=page,
        media_type=HTML,
        language=language,
    )


def _personal_names(calculator: Calculator[Any] | PdfCalculator[Any]) -> Iterator[str]:
    """The names of fields about people: they are no answers of the calculator."""
    if isinstance(calculator, PdfCalculator):
        yield from (f"{PREFIX}{name}" for name in calculator.paper.personal_names)


def _paper(  # noqa: PLR0913 - a page or a file, and what both are made of
    calculator: PdfCalculator[Any],
    result: object,
    catalog: Catalog,
    sent: PageForm,
    arranged: FormState,
    *,
    neutral: bool,
) -> Response:
    """The form to save; or the page that asks who the people on it are, when it was asked for.

    The page comes back too when something about them cannot be written into the form.
    """
    typed = {
        name.removeprefix(PREFIX): text
        for name, text in sent.of_page.items()
        if name.startswith(PREFIX)
    }
    parts = calculator.paper.personal(result, catalog, typed)
    is_faulty = any(field.error for part in parts for field in part.fields)
    if not is_faulty and sent.of_page.get(INTENT) != PERSONAL:
        given = given_on_page(calculator.schema.form, arranged.typed, arranged.facts)
        return pdf_answer(calculator, result, catalog, typed, given, neutral=neutral)
    operation = calculator.schema.form.fills
    content = render_personal(
        parts,
        catalog,
        {**arranged.typed, NEUTRAL: YES} if neutral else arranged.typed,
        action=f"{BASE}/{operation.operation if operation else ''}/{calculator.paper.name}",
        calculator=calculator.entry.path,
    )
    page = replace_main(
        built_page(sent.language, calculator.entry.page),
        sent.language,
        content,
        "common.errors.title_prefix" if is_faulty else "paper_personal.title_prefix",
        neutral=neutral,
    )
    return Response(
        status=HTTPStatus.BAD_REQUEST if is_faulty else HTTPStatus.OK,
        body=page,
        media_type=HTML,
        language=sent.language,
    )


def _saved(
    calculator: Calculator[Any],
    media_type: str,
    result: object,
    catalog: Catalog,
    *,
    neutral: bool,
) -> Response:
    """The result as a file of that type.

    Raises:
        Problem: the result has nothing for such a file.
    """
    if media_type == CSV:
        file = spreadsheet_answer(calculator, result, catalog, neutral=neutral)
    else:
        file = file_answer(calculator, media_type, result, catalog, neutral=neutral)
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
        has_table=bool(calculator.table_entries(result)),
    )


def _filled(questions: FormDefinition, answers: Counted, arranged: FormState) -> Mapping[str, str]:
    """The answers that are counted, with those that the page makes of others in their place."""
    if not arranged.filled or questions.table is None:
        return answers.answers
    return {**without_rows(answers.answers, questions.table), **arranged.filled}


def _of_answers(
    questions: FormDefinition, decoded: ParseResult[Any], arranged: FormState
) -> Iterator[FieldError]:
    """What is wrong with the answers; not that a table is empty which the page fills itself.

    Nor what is missing of a question for which another stands, and which is not shown.
    """
    table = questions.table
    conditions = Conditions(questions, arranged.typed, arranged.facts)
    by_month = conditions.apply(f"{table}[0].month")
    for issue in decoded.issues:
        if is_stood_for(questions, issue.path) and not conditions.apply(issue.path):
            continue
        if by_month or table is None or not issue.path.startswith(table):
            yield issue


def _issues(
    questions: FormDefinition, intent: str, arranged: FormState, every: Sequence[FieldError]
) -> Sequence[FieldError]:
    """What must be put right before the reader can go on; in steps, of one step at a time."""
    if moves(questions, intent):
        return errors_of_step(questions, submitted_step(questions, intent), every)
    needs = arranged.needs
    issues = every if needs is None else [issue for issue in every if issue.path in needs]
    return first_faulty_step(questions, issues) if questions.steps else issues


def _intent_issues(questions: FormDefinition, intent: str) -> Sequence[FieldError]:
    """A button that the page does not have."""
    if re.fullmatch(intent_pattern(questions), intent):
        return ()
    return (unknown_button(intent),)

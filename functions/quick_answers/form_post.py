"""The questions in, the same page out: with the answer in place, or with what is wrong."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from functions.calculators.form_post import answer_page as calculator_page
from functions.calculators.load import load as load_calculator
from functions.calculators.registry import CALCULATORS
from functions.exports.icalendar import calendar_file
from functions.forms.form_fields import nest
from functions.forms.parse import parse_form_answers
from functions.http import clock
from functions.http.negotiation import CALENDAR, HTML
from functions.http.problem import Problem, Problems
from functions.http.request import Request
from functions.http.response import Response
from functions.i18n.catalog import catalog_of
from functions.pages.answer_view import Carried
from functions.pages.built_pages import built_page
from functions.pages.form_submission import INTENT, LANGUAGE, PageForm, page_form, unknown_button
from functions.pages.kept import NEUTRAL, OPEN, YES
from functions.pages.page_shell import State, render_page
from functions.pages.repeated_rows import CALCULATE, SAVE_DATES
from functions.quick_answers.base import Asked, QuickAnswer
from functions.quick_answers.load import load
from functions.quick_answers.page import render_home
from functions.quick_answers.registry import QuickEntry
from functions.quick_answers.render import PROCEED, Shown, render_quick

INTENTS = (CALCULATE, OPEN, SAVE_DATES, PROCEED)


def answer_page(entry: QuickEntry, request: Request) -> Response:
    """The page in answer to its form, or the day of the answer for a calendar.

    Raises:
        Problem: the body is no form, or the client cannot read the answer.
    """
    quick = load(entry)
    sent = page_form(request, quick.schema.form, NEUTRAL)
    neutral = sent.of_page.get(NEUTRAL) == YES
    intent = sent.of_page.get(INTENT) or CALCULATE
    saves = intent == SAVE_DATES
    request.must_accept(CALENDAR if saves else HTML)
    shown = _shown(quick, sent, intent)
    if saves and shown.answer is not None:
        if shown.answer.calendar is None:
            raise Problem(Problems.NOT_ACCEPTABLE)
        words = catalog_of(sent.language)
        name = words.gettext("common.take_along.neutral.file") if neutral else "alimenta"
        return Response(
            body=calendar_file(
                entry.operation,
                shown.answer.calendar,
                words,
                clock.now(),
                neutral=neutral,
            ),
            media_type=CALENDAR,
            language=sent.language,
            headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
        )
    if intent == PROCEED and shown.answer is not None:
        for action in shown.answer.actions:
            calculator = _calculator_of(action.carried)
            if action.carried is not None and calculator is not None:
                return _carried(calculator, action.carried, sent.language, request)
    shell = built_page(sent.language, entry.page)
    region = render_quick(entry, sent.language, shown)
    state: State = "error" if shown.issues else "result" if shown.answer else "form"
    render = render_page if entry.is_whole_page else render_home(entry)
    return Response(
        status=HTTPStatus.BAD_REQUEST if shown.issues else HTTPStatus.OK,
        body=render(shell, sent.language, region, state),
        media_type=HTML,
        language=sent.language,
    )


def _calculator_of(carried: Carried | None) -> str | None:
    """The calculator to which answers go along; a letter is none."""
    path = carried and carried.action
    return next((one.name for one in CALCULATORS.values() if one.path == path), None)


def _carried(name: str, carried: Carried, language: str, request: Request) -> Response:
    """The page of the calculator to which the answers go along."""
    fields = {LANGUAGE: language, **carried.fields, INTENT: carried.intent}
    form = replace(request, path=carried.action, body=urlencode(fields), is_base64=False)
    return calculator_page(load_calculator(name), form)


def _shown(quick: QuickAnswer[Any], sent: PageForm, intent: str) -> Shown:
    """What the page shows: what is wrong, the answer, or the form alone."""
    typed, today = sent.form.typed, clock.today()
    decoded = parse_form_answers(quick.schema, nest(typed), today)
    unknown = () if intent in INTENTS else (unknown_button(intent),)
    wrong = (*unknown, *decoded.issues, *sent.form.issues)
    if intent == OPEN:
        return Shown(typed=typed)
    if wrong:
        return Shown(typed=typed, issues=wrong)
    asked = Asked(
        request=decoded.request, typed=typed, today=today, catalog=catalog_of(sent.language)
    )
    return Shown(typed=typed, answer=quick.answer(asked), summary=quick.summary(asked))

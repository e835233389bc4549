"""The Lambda function behind ``/fillAdvanceForm`` and the other forms, and ``/writeLetter``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from functions.calculators.base import PdfCalculator
from functions.calculators.registry import CALCULATORS
from functions.calculators.respond import respond
from functions.forms.definition import FormDefinition, form_definition
from functions.http.paths import BASE, LETTERS
from functions.http.problem import Problem, Problems
from functions.http.request import Request
from functions.http.response import Response
from functions.letters.respond import respond_letter
from functions.pages.app import application
from functions.paper_forms.forms import advance_calculator, arrears_calculator, waiver_calculator

handler = application()


@handler.route(
    f"{BASE}/fillAdvanceForm/<form_name>",
    ("POST",),
    "fillAdvanceForm",
    CALCULATORS["advances"].page,
)
def fill_advance_form(request: Request, form_name: str) -> Response:
    """Fills a form in from the answers of the advance simulator."""
    return _filled(request, form_name, form_definition("advances"), advance_calculator)


@handler.route(
    f"{BASE}/fillArrearsForm/<form_name>", ("POST",), "fillArrearsForm", CALCULATORS["arrears"].page
)
def fill_arrears_form(request: Request, form_name: str) -> Response:
    """Fills a form in from the answers of the arrears calculator."""
    return _filled(request, form_name, form_definition("arrears"), arrears_calculator)


@handler.route(
    f"{BASE}/fillWaiverForm/<form_name>", ("POST",), "fillWaiverForm", CALCULATORS["waiver"].page
)
def fill_waiver_form(request: Request, form_name: str) -> Response:
    """Fills a form in from the answers of the waiver calculator."""
    return _filled(request, form_name, form_definition("waiver"), waiver_calculator)


@handler.route(f"{LETTERS}/<letter_name>", ("POST",), "writeLetter", "letters")
def write_letter(request: Request, letter_name: str) -> Response:
    """Writes a model letter, with the dates, amounts and names of the request."""
    return respond_letter(request, letter_name)


def _filled(
    request: Request,
    name: str,
    questions: FormDefinition,
    calculator: Callable[[str], PdfCalculator[Any]],
) -> Response:
    if questions.fills is None or name not in questions.fills.forms:
        raise Problem(Problems.NOT_FOUND)
    return respond(calculator(name), request)

"""Responds to a request of either kind: JSON in and out, or a form in and the page out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.calculators.base import Calculator, PdfCalculator
from functions.calculators.files import file_answer, pdf_answer
from functions.forms.parse import decode_json
from functions.http.body import json_object
from functions.http.negotiation import FORM, JSON, preferred
from functions.http.problem import Problem, Problems
from functions.http.request import Request
from functions.http.response import Answer
from functions.http.serialization import to_json
from functions.i18n.catalog import words

if TYPE_CHECKING:
    # Only what has days or a table imports how they are kept.
    pass


def respond(calculator: Calculator | PdfCalculator, request: Request) -> Answer:
    """The answer to a request of either kind.

    Raises:
        Problem: the request cannot be used.
    """
    request.parameters()
    match request.media_type:
        case "application/json":
            return _answer_json(calculator, request)
        case "application/x-www-form-urlencoded":
            # Read only here: a request in JSON does not pay for the templates.
            from functions.calculators.form_post import answer_page  # noqa: PLC0415

            return answer_page(calculator, request)
        case _:
            raise Problem(Problems.UNSUPPORTED, headers={"Accept-Post": f"{JSON}, {FORM}"})


def _answer_json(calculator: Calculator | PdfCalculator, request: Request) -> Answer:
    wanted = preferred(request.accept, calculator.media_types)
    if wanted is None:
        raise Problem(Problems.NOT_ACCEPTABLE)
    decoded = decode_json(calculator.rules, json_object(request))
    if decoded.issues:
        name = calculator.rules.questions.name
        raise Problem(Problems.BAD_REQUEST, decoded.issues, questions=name)
    told = words(request.language)
    found = calculator.result(decoded.draft)
    if isinstance(calculator, PdfCalculator):
        return pdf_answer(calculator, found, told)
    if wanted != JSON and (file := file_answer(calculator, wanted, found, told)):
        return file
    # A result without any day cannot be a calendar: JSON, for who takes that as well.
    request.must_accept(JSON)
    document = calculator.tell(found, told)
    return Answer(body=to_json(document), media_type=JSON, language=told.language)

"""Responds to a request of either kind: JSON in and out, or a form in and the page out."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator, PdfCalculator
from functions.calculators.files import file_answer, pdf_answer
from functions.forms.parse import parse_json_answers
from functions.http.body import json_object
from functions.http.negotiation import FORM, JSON, preferred
from functions.http.problem import Problem, Problems
from functions.http.request import Request
from functions.http.response import Response
from functions.http.serialization import encode_json
from functions.i18n.catalog import catalog_of


def respond(calculator: Calculator[Any] | PdfCalculator[Any], request: Request) -> Response:
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


def _answer_json(calculator: Calculator[Any] | PdfCalculator[Any], request: Request) -> Response:
    wanted = preferred(request.accept, calculator.media_types)
    if wanted is None:
        raise Problem(Problems.NOT_ACCEPTABLE)
    decoded = parse_json_answers(calculator.schema, json_object(request))
    if decoded.issues:
        name = calculator.schema.form.name
        raise Problem(Problems.BAD_REQUEST, decoded.issues, questions=name)
    catalog = catalog_of(request.language)
    found = calculator.compute(decoded.request)
    if isinstance(calculator, PdfCalculator):
        return pdf_answer(calculator, found, catalog)
    if wanted != JSON and (file := file_answer(calculator, wanted, found, catalog)):
        return file
    # A result without any day cannot be a calendar: JSON, for who takes that as well.
    request.must_accept(JSON)
    document = calculator.to_json(found, catalog)
    return Response(body=encode_json(document), media_type=JSON, language=catalog.language)

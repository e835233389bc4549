"""Responds to a request of either kind: JSON in and out, or a form in and the page out."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator, PdfCalculator
from functions.calculators.files import file_answer, pdf_answer
from functions.forms.parse import parse_json_answers
from functions.http.body import json_object
from functions.http.negotiation import FORM, HTML, JSON, preferred, quality
from functions.http.problem import Problem, Problems, unsupported
from functions.http.request import Request
from functions.http.response import Response
from functions.http.select import SELECT, selected
from functions.http.serialization import encode_json
from functions.i18n.catalog import catalog_of


def respond(calculator: Calculator[Any] | PdfCalculator[Any], request: Request) -> Response:
    """The answer to a request of either kind.

    Raises:
        Problem: the request cannot be used.
    """
    is_selectable = isinstance(calculator, Calculator) and request.media_type == JSON
    query = request.parameters((SELECT,) if is_selectable else ())
    match request.media_type:
        case "application/json":
            return _answer_json(calculator, request, query.get(SELECT))
        case "application/x-www-form-urlencoded" if not _is_json_by_mistake(request):
            # Read only here: a request in JSON does not pay for the templates.
            from functions.calculators.form_post import answer_page  # noqa: PLC0415

            return answer_page(calculator, request)
        case _:
            raise unsupported(JSON, FORM)


def _is_json_by_mistake(request: Request) -> bool:
    """Whether a client sent JSON and left out its type, so that its library called it a form."""
    no_page = quality(request.accept, HTML) == 0 and quality(request.accept, JSON) > 0
    return no_page or request.looks_like_json


def _answer_json(
    calculator: Calculator[Any] | PdfCalculator[Any], request: Request, select: str | None
) -> Response:
    # Members are those of JSON: of no other type is there a part.
    offered = calculator.media_types if select is None else (JSON,)
    wanted = preferred(request.accept, offered)
    if wanted is None:
        raise Problem(Problems.NOT_ACCEPTABLE)
    decoded = parse_json_answers(calculator.schema, json_object(request))
    if decoded.issues:
        name = calculator.schema.form.name
        raise Problem(Problems.BAD_REQUEST, decoded.issues, questions=name)
    catalog = catalog_of(request.language)
    if isinstance(calculator, PdfCalculator):
        return pdf_answer(calculator, calculator.compute(decoded.request), catalog)
    members = None if select is None else selected(select, calculator.selectable)
    found = calculator.compute(decoded.request)
    if wanted != JSON and (file := file_answer(calculator, wanted, found, catalog)):
        return file
    # A result without any day cannot be a calendar: JSON, for who takes that as well.
    request.must_accept(JSON)
    document = calculator.to_json(found, catalog, members)
    return Response(body=encode_json(document), media_type=JSON, language=catalog.language)

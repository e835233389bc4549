"""What each type of problem means: the page that the ``href`` of a problem leads to."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from string import Template

from functions.http.negotiation import HTML, JSON, preferred
from functions.http.problem import Problem, Problems, ProblemType, problem_type
from functions.http.problem_json import described
from functions.http.request import Request
from functions.http.response import Response
from functions.http.serialization import encode_json
from functions.i18n.catalog import catalog_of


def answer(request: Request, name: str) -> Response:
    """The explanation of the type of that name, as a page or as data.

    Raises:
        Problem: there is no such type, or no form of it that the client accepts.
    """
    kind = problem_type(name)
    if kind is None:
        raise Problem(Problems.NOT_FOUND)
    media_type = preferred(request.accept, (JSON, HTML))
    if media_type is None:
        raise Problem(Problems.NOT_ACCEPTABLE)
    body = _page(kind, request.language) if media_type == HTML else _json(kind, request.language)
    return Response(body=body, media_type=media_type, language=request.language)


def _json(kind: ProblemType, language: str) -> str:
    key = f"errors.problems.{kind.key}"
    catalog = catalog_of(language)
    return encode_json(
        {
            **described(kind),
            "status": kind.status,
            "name": catalog.gettext(f"{key}.name"),
            "description": catalog.gettext(f"{key}.meaning"),
        }
    )


def _page(kind: ProblemType, language: str) -> str:
    key = f"errors.problems.{kind.key}"
    catalog = catalog_of(language)
    return _template().substitute(
        language=language,
        site=escape(catalog.gettext("common.site.name")),
        name=escape(catalog.gettext(f"{key}.name")),
        meaning=escape(catalog.gettext(f"{key}.meaning")),
        type=escape(kind.type),
        title=escape(kind.title),
        status=kind.status,
    )


@cache
def _template() -> Template:
    return Template((Path(__file__).parent / "problem_type.html").read_text(encoding="utf-8"))

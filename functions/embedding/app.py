"""Adds the answers that are shown in a frame of another site to the application of their domain."""

from __future__ import annotations

from dataclasses import replace

from functions.calculators.registry import Domain
from functions.embedding.registry import EMBEDDED, THEME, THEMES, Embedded
from functions.http.app import Api
from functions.http.negotiation import FORM, HTML
from functions.http.problem import Problem, Problems
from functions.http.request import Request
from functions.http.response import FRAMED_POLICY, Response
from functions.quick_answers.registry import QuickEntry


def add_embedded(app: Api, domain: Domain) -> Api:
    """The same application, which also answers the forms in frames of that domain."""
    for embedded in EMBEDDED.values():
        if embedded.domain is domain:
            _add_route(app, embedded)
    return app


def _add_route(app: Api, embedded: Embedded) -> None:
    path = f"{embedded.path}/<{THEME}>"

    @app.route(path, ("POST",), f"embed_{embedded.name}", embedded.page)
    def answer(request: Request, theme: str) -> Response:
        if theme not in THEMES:
            raise Problem(Problems.NOT_FOUND)
        request.parameters()
        request.must_send(FORM)
        return _framed(_answer(embedded, request), embedded, theme)


def _answer(embedded: Embedded, request: Request) -> Response:
    """The page as the site itself shows it, or a file. Imported only here: a page needs more."""
    entry = embedded.entry()
    if isinstance(entry, QuickEntry):
        from functions.quick_answers.form_post import (  # noqa: PLC0415
            answer_page as quick_page,
        )

        return quick_page(entry, request)
    from functions.calculators.form_post import answer_page  # noqa: PLC0415
    from functions.calculators.load import load  # noqa: PLC0415

    return answer_page(load(entry.name), request, entry)


def _framed(answer: Response, embedded: Embedded, theme: str) -> Response:
    """A page with what belongs to a frame, and the policy that lets every site show it."""
    if answer.media_type != HTML or not isinstance(answer.body, str) or answer.language is None:
        return answer
    from functions.embedding.frame import framed  # noqa: PLC0415

    return replace(
        answer,
        body=framed(answer.body, embedded, theme, answer.language),
        headers={**answer.headers, "Content-Security-Policy": FRAMED_POLICY},
    )

"""Adds the routes of the quick answers to the application of their domain."""

from __future__ import annotations

from functions.calculators.registry import Domain
from functions.http.app import Api
from functions.http.negotiation import FORM
from functions.http.request import Request
from functions.http.response import Response
from functions.quick_answers.registry import QUICK_ANSWERS, QuickEntry


def add_quick_answers(app: Api, domain: Domain) -> Api:
    """The same application, which also answers the quick questions of that domain."""
    for entry in QUICK_ANSWERS.values():
        if entry.domain is domain:
            _add_route(app, entry)
    return app


def _add_route(app: Api, entry: QuickEntry) -> None:
    @app.route(entry.path, ("POST",), f"quick_{entry.operation}", entry.page)
    def answer(request: Request) -> Response:
        request.parameters()
        request.must_send(FORM)
        # Imported only here: a request to a calculator does not pay for it.
        from functions.quick_answers.form_post import answer_page  # noqa: PLC0415

        return answer_page(entry, request)

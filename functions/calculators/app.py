"""The application of a domain: a route for each of its calculators."""

from __future__ import annotations

from functions.calculators.load import load
from functions.calculators.registry import CALCULATORS, Domain, Entry
from functions.calculators.respond import respond
from functions.http.app import Api
from functions.http.request import Request
from functions.http.response import Response
from functions.pages.app import application


def domain_application(domain: Domain) -> Api:
    """The routes of the calculators of a domain; each is imported when its path is first asked."""
    app = application()
    for entry in CALCULATORS.values():
        if entry.domain is domain:
            _add_route(app, entry)
    return app


def _add_route(app: Api, entry: Entry) -> None:
    @app.route(entry.path, ("POST",), entry.operation, entry.page, is_open=True)
    def calculate(request: Request) -> Response:
        return respond(load(entry.name), request)

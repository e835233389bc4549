"""The application of a Lambda function; it renders problems as pages for who reads pages."""

from __future__ import annotations

from functions.http.app import Api


def application() -> Api:
    """An application without routes."""
    return Api(_problem_page)


def _problem_page(language: str, status: int) -> str:
    # Imported only here: a request in JSON does not pay for the templates.
    from functions.pages.problem_view import render_problem  # noqa: PLC0415

    return render_problem(language, status)

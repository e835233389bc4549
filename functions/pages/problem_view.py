"""The page of a problem, which says nothing of any simulator."""

from __future__ import annotations

from functions.i18n.catalog import words
from functions.pages.environment import environment


def render_problem(language: str, status: int) -> str:
    """A whole page for a request that no simulator page can answer."""
    told = words(language)
    kind = str(status) if told.has(f"common.problem.title.{status}") else "other"
    return (
        environment().get_template("problem.html").render(t=told.text, language=language, kind=kind)
    )

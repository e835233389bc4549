"""The page of a problem, which says nothing of any simulator."""

from __future__ import annotations

from functions.i18n.catalog import catalog_of
from functions.pages.environment import environment
from functions.pages.page_words import page_words


def render_problem(language: str, status: int) -> str:
    """A whole page for a request that no simulator page can answer."""
    catalog = catalog_of(language)
    kind = str(status) if catalog.has(f"common.problem.title.{status}") else "other"
    return (
        environment()
        .get_template("problem.html")
        .render(t=page_words(catalog), language=language, kind=kind)
    )

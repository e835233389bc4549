"""Puts what a function wrote into the built page, in place of its content."""

from __future__ import annotations

import re
from typing import Literal

from functions.i18n.catalog import catalog_of

State = Literal["form", "error", "result", "sent"]

START, END = "<!-- simulator:start -->", "<!-- simulator:end -->"
REGION = re.compile(f"({START}).*({END})", re.DOTALL)
MAIN = re.compile(r"(<main[^>]*>).*(</main>)", re.DOTALL)
TITLE = re.compile(r"(<title>)(.*?)(</title>)", re.DOTALL)
TITLE_PREFIX = {
    "error": "common.errors.title_prefix",
    "result": "common.result.title_prefix",
    "sent": "contact.sent.title_prefix",
}


def render_page(shell: str, language: str, region: str, state: State) -> str:
    """The built page with that region in its place, and a title that says what it now shows.

    Raises:
        ValueError: the page has no place for the region.
    """
    before, start, rest = shell.partition(START)
    _, end, after = rest.rpartition(END)
    if not (start and end):
        raise ValueError("the page has no simulator")
    return f"{titled(before, language, state)}{START}\n{region}\n{END}{after}"


def titled(page: str, language: str, state: State) -> str:
    """The page, or its beginning, with a title that says what it now shows."""
    return page if state == "form" else _titled(page, language, TITLE_PREFIX[state])


def render_summary_page(shell: str, language: str, summary: str, *, neutral: bool = False) -> str:
    """The built page with the summary as its only content, and a title that says so, or nothing.

    Raises:
        ValueError: the page has no main part.
    """
    prefix = "common.summary.title_prefix"
    return replace_main(shell, language, summary, prefix, neutral=neutral)


def replace_main(
    shell: str, language: str, content: str, title_prefix: str, *, neutral: bool = False
) -> str:
    """The built page with that as its only content, and the words of that key before its title.

    ``neutral``: the title says nothing of it.

    Raises:
        ValueError: the page has no main part.
    """
    page, places = MAIN.subn(lambda found: f"{found[1]}\n{content}\n{found[2]}", shell)
    if places == 0:
        raise ValueError("the page has no main part")
    if neutral:
        title = catalog_of(language).gettext("common.take_along.neutral.title")
        return TITLE.sub(lambda found: f"{found[1]}{title}{found[3]}", page, count=1)
    return _titled(page, language, title_prefix)


def _titled(page: str, language: str, key: str) -> str:
    """The page with those words before its title."""
    prefix = catalog_of(language).gettext(key)
    return TITLE.sub(lambda found: f"{found[1]}{prefix}{found[2]}{found[3]}", page, count=1)

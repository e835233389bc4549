"""Puts an answer into the built home page, in the place of its situation."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from functions.pages.page_shell import State, titled
from functions.quick_answers.registry import QuickEntry

SITUATION = '<details class="situation"'
OPEN = re.compile(rf"({SITUATION}[^>]*?) open(?=[ >])")


def render_home(entry: QuickEntry) -> Callable[[str, str, str, State], str]:
    """What puts the region of that answer into the home page."""
    return partial(_render, entry)


def _render(entry: QuickEntry, shell: str, language: str, region: str, state: State) -> str:
    """The home page with that region in its place, its situation open and the others closed.

    Raises:
        ValueError: the page has no place for the region.
    """
    place = re.compile(
        rf"(<!-- quick:{entry.name}:start -->).*(<!-- quick:{entry.name}:end -->)", re.DOTALL
    )
    closed = OPEN.sub(r"\1", shell)
    found = place.search(closed)
    if found is None:
        raise ValueError(f"the page has no place for {entry.name}")
    before, here, within = closed[: found.start()].rpartition(SITUATION)
    opened = f"{before}{here}{' open' if here else ''}{within}"
    page = f"{opened}{found[1]}\n{region}\n{found[2]}{closed[found.end() :]}"
    return titled(page, language, state)

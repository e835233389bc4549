"""Puts an answer into the built home page, in the place of its situation."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from functions.pages.page_shell import State, titled
from functions.quick_answers.registry import QuickEntry

OPEN = re.compile(r'(<details class="situation"[^>]*?) open(?=[ >])')


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
    page, places = place.subn(lambda found: f"{found[1]}\n{region}\n{found[2]}", shell)
    if places == 0:
        raise ValueError(f"the page has no place for {entry.name}")
    here = f'id="situation-{entry.name}"'
    page = OPEN.sub(r"\1", page).replace(here, f"{here} open", 1)
    return titled(page, language, state)

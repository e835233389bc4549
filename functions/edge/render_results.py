"""Which results have a page, and how each is put together for its template. One line for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from functions.edge.render_advances import advances_view
from functions.edge.render_waiver import waiver_view
from functions.law.maintenance.simulation import AdvanceSimulation
from functions.law.waiver.calculation import WaiverCalculation
from functions.parameters import load
from functions.words.load import Words


@dataclass(frozen=True, slots=True)
class ResultPage:
    """How a result is shown: its template, and what the template needs."""

    template: str
    view: Callable[[Any, Words], object]


PAGES: Mapping[type, ResultPage] = {
    AdvanceSimulation: ResultPage(
        "advances_result.html",
        lambda result, words: advances_view(result, words, load.maintenance()),
    ),
    WaiverCalculation: ResultPage(
        "waiver_result.html",
        lambda result, words: waiver_view(result, words, load.waiver()),
    ),
}


def result_page(result: object) -> ResultPage:
    """How that result is shown.

    Raises:
        TypeError: it is none that has a page.
    """
    page = PAGES.get(type(result))
    if page is None:
        raise TypeError(f"no page for {type(result).__name__}")
    return page

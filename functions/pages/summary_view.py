"""What a summary shows beside the parts of the result's own page: days, notes, sources, papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from functions.exports.days import Day, Days
from functions.pages.explanation_view import ExplainedView

MOST_DAYS = 10
"""A sheet has no room for more; the calendar file has them all."""


class Sentence(Protocol):
    """Anything that is said in one sentence."""

    @property
    def sentence(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    """The parts of a summary that every result has. ``more_days`` says how many days are left."""

    days: tuple[Day, ...]
    more_days: int
    papers: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]


def summary_view(view: ExplainedView, days: Days | None) -> SummaryView:
    """The summary of a result, from what its own page shows."""
    every = () if days is None else days.days
    papers: Iterable[Sentence] = getattr(view, "papers", ())
    not_covered: Iterable[Sentence] = getattr(view, "not_covered", ())
    cited = (explained.citation.act for explained in (*view.steps, *view.notes))
    return SummaryView(
        days=every[:MOST_DAYS],
        more_days=max(len(every) - MOST_DAYS, 0),
        papers=tuple(paper.sentence for paper in papers),
        notes=tuple(note.sentence for note in (*not_covered, *view.notes)),
        sources=tuple(dict.fromkeys(cited)),
    )

"""What a page shows of the days that follow from an event or a decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from functions.law.core.time_limits import LegalDate
from functions.pages.explanation_view import ExplainedView


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """One line of the table. ``counted_to`` is set where the last day moved from it."""

    code: str
    day: date
    counted_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesView(ExplainedView):
    """Everything that the templates need. ``holds_days`` says how many days the table has."""

    lines: tuple[DateLine, ...]
    holds_days: str


def date_lines(dates: Iterable[LegalDate]) -> Iterator[DateLine]:
    """The lines of the table, in the order of the procedure."""
    for found in dates:
        term = found.deadline
        yield DateLine(
            code=found.code,
            day=found.day,
            counted_to=term.counted_to if term is not None and term.is_moved else None,
        )

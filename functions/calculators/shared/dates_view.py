"""What a page shows of the days that follow from an event or a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from functions.i18n.catalog import Catalog
from functions.law.core.time_limits import LegalDate
from functions.pages.explanation_view import ExplainedResult, ExplainedView, explain_result


class DatesResult(ExplainedResult, Protocol):
    """A result that consists of days that follow from an event."""

    @property
    def dates(self) -> tuple[LegalDate, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """One line of the table. ``counted_to`` is set where the last day moved from it."""

    code: str
    day: date
    counted_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesView(ExplainedView):
    """Everything that the templates need. ``verdict`` and ``next_keys`` are keys of the subject."""

    verdict: str
    figures: Mapping[str, date]
    tone: str = "later"
    next_keys: tuple[str, ...]
    lines: tuple[DateLine, ...]


def dates_view(subject: str, verdict: str, result: DatesResult, catalog: Catalog) -> DatesView:
    """The days of a result in the words of its subject, under that verdict."""
    return DatesView(
        verdict=verdict,
        figures={found.code: found.day for found in result.dates},
        next_keys=(f"{verdict}.first", "early", "late"),
        lines=tuple(_line(found) for found in result.dates),
        **explain_result(catalog, subject, result),
    )


def _line(found: LegalDate) -> DateLine:
    term = found.deadline
    return DateLine(
        code=found.code,
        day=found.day,
        counted_to=term.counted_to if term is not None and term.is_moved else None,
    )

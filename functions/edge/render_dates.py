"""What a page shows of the days that follow from an event or a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from functions.edge.render_explanation import (
    Explained,
    explain_notes,
    explain_steps,
)
from functions.law.core.time_limits import LegalDate
from functions.law.maintenance.deadlines import ProcedureDates
from functions.law.waiver.appeal import AppealDates
from functions.words.load import Words

LAST_TO_APPEAL = ("labour_court", "commission_anew", "commission")
"""The terms to appeal, the last in the order of the procedure first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """One line of the table. ``counted_to`` is set where the last day moved from it."""

    code: str
    day: date
    counted_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesView:
    """Everything that the template needs. ``verdict`` and ``next_keys`` are keys of the subject."""

    verdict: str
    days: Mapping[str, date]
    next_keys: tuple[str, ...]
    lines: tuple[DateLine, ...]
    steps: tuple[Explained, ...]
    notes: tuple[Explained, ...]


def deadlines_view(result: ProcedureDates, words: Words) -> DatesView:
    """The days that follow from an event of the procedure of the maintenance service."""
    return _view("deadlines", result.request.event.value, result, words)


def appeal_view(result: AppealDates, words: Words) -> DatesView:
    """The days that follow from a decision on family allowances."""
    codes = {found.code for found in result.dates}
    last = next(code for code in LAST_TO_APPEAL if code in codes)
    return _view("waiver_appeal", last, result, words)


def _view(
    subject: str, verdict: str, result: ProcedureDates | AppealDates, words: Words
) -> DatesView:
    return DatesView(
        verdict=verdict,
        days={found.code: found.day for found in result.dates},
        next_keys=(f"{verdict}.first", "early", "late"),
        lines=tuple(_line(found) for found in result.dates),
        steps=tuple(explain_steps(words, subject, result.explanation)),
        notes=tuple(explain_notes(words, subject, result.notes)),
    )


def _line(found: LegalDate) -> DateLine:
    term = found.deadline
    return DateLine(
        code=found.code,
        day=found.day,
        counted_to=term.counted_to if term is not None and term.is_moved else None,
    )

"""What a page shows of the days that follow from an event of the procedure."""

from __future__ import annotations

from functions.calculators.shared.dates_view import DatesView, dates_view
from functions.i18n.catalog import Words
from functions.law.maintenance.deadlines import ProcedureDates


def deadlines_view(result: ProcedureDates, words: Words) -> DatesView:
    """The days that follow from an event of the procedure of the maintenance service."""
    return dates_view("deadlines", result.request.event.value, result, words)

"""What a page shows of the days that follow from an event of the procedure."""

from __future__ import annotations

from dataclasses import replace

from functions.calculators.shared.dates_view import DatesView, dates_view
from functions.i18n.catalog import Catalog
from functions.law.maintenance.deadlines import DECISION_DUE, OTHER_READINGS, DeadlinesResult


def deadlines_view(result: DeadlinesResult, catalog: Catalog) -> DatesView:
    """The days that follow from an event; the other reading only where it gives another day."""
    safe = tuple(found for found in result.dates if found.code not in OTHER_READINGS)
    last = safe[-1]
    later = tuple(found for found in result.dates[len(safe) :] if found.day != last.day)
    verdict = result.request.event.value
    if last.code == DECISION_DUE.code:
        verdict = "decisionOnly"
    return dates_view("deadlines", verdict, replace(result, dates=(*safe, *later)), catalog)

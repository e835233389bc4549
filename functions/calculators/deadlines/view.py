"""What a page shows of the days that follow from an event of the procedure."""

from __future__ import annotations

from functions.calculators.shared.dates_view import DatesView, dates_view
from functions.i18n.catalog import Catalog
from functions.law.maintenance.deadlines import DeadlinesResult


def deadlines_view(result: DeadlinesResult, catalog: Catalog) -> DatesView:
    """The days that follow from an event of the procedure of the maintenance service."""
    return dates_view("deadlines", result.request.event.value, result, catalog)

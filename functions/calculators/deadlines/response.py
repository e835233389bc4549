"""Serializes the days of a procedure for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.calculators.shared.dates_json import dates_json
from functions.exports.days import Days, legal_days
from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.deadlines import OTHER_READINGS, DeadlinesResult

MEMBERS: Mapping[str, Callable[[DeadlinesResult, Catalog], Any]] = {
    "event": lambda found, _: found.request.event.value,
    "eventDate": lambda found, _: to_text(found.request.event_date),
    "dates": lambda found, catalog: dates_json(catalog, "deadlines", found.dates),
}
"""The days in the words of a language."""


def days(result: DeadlinesResult, catalog: Catalog) -> Days:
    """The days to save, of two readings only the safe one."""
    safe = (found for found in result.dates if found.code not in OTHER_READINGS)
    event_date = result.request.event_date
    return legal_days("deadlines", event_date, str(event_date), safe, catalog)

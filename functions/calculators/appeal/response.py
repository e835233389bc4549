"""Serializes the days of an appeal for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.calculators.shared.dates_json import dates_json
from functions.exports.days import Days, legal_days
from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.waiver.appeal import AppealResult

MEMBERS: Mapping[str, Callable[[AppealResult, Catalog], Any]] = {
    "informedOn": lambda found, _: to_text(found.request.informed_on),
    "dates": lambda found, catalog: dates_json(catalog, "appeal", found.dates),
}
"""The days in the words of a language."""


def days(result: AppealResult, catalog: Catalog) -> Days:
    """The days to save."""
    informed_on = result.request.informed_on
    return legal_days("appeal", informed_on, str(informed_on), result.dates, catalog)

"""Tells the days of an appeal the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.dates_json import dates_json
from functions.exports.days import Days, legal_days
from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.waiver.appeal import AppealResult


def members(result: AppealResult, catalog: Catalog) -> dict[str, Any]:
    """The days in the words of a language."""
    return {
        "informedOn": to_text(result.request.informed_on),
        "dates": dates_json(catalog, "appeal", result.dates),
    }


def days(result: AppealResult, catalog: Catalog) -> Days:
    """The days to save."""
    informed_on = result.request.informed_on
    return legal_days("appeal", informed_on, str(informed_on), result.dates, catalog)

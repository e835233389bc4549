"""Serializes a waiver calculation for the API and for the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.calculators.shared.sets_json import set_json
from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.waiver.calculation import Band, WaiverResult
from functions.law.waiver.home_visit import HomeVisit
from functions.law.waiver.household import HouseholdResources
from functions.law.waiver.outcome import Waiver


def _by_set(calculation: WaiverResult) -> list[dict[str, Any]] | None:
    """What the published figures and the estimate give, where the two differ."""
    if not calculation.by_set:
        return None
    return [
        {
            **set_json(one.answer),
            "percentage": to_text(one.waiver.percentage),
            "waived": to_text(one.waiver.waived),
            "recovered": to_text(one.waiver.recovered),
            "smallDebts": [small_debt.value for small_debt in one.small_debts],
        }
        for one in calculation.by_set
    ]


def _waiver(waiver: Waiver) -> dict[str, str]:
    return {
        "reading": waiver.reading.value,
        "percentage": to_text(waiver.percentage),
        "waived": to_text(waiver.waived),
        "recovered": to_text(waiver.recovered),
    }


def _band(band: Band) -> dict[str, Any]:
    document: dict[str, Any] = {} if band.limit is None else {"limit": to_text(band.limit)}
    document["percentage"] = to_text(band.waived)
    document["isHousehold"] = band.is_household
    return document


def _household(household: HouseholdResources) -> dict[str, Any]:
    return {
        "debtor": to_text(household.debtor),
        "partner": to_text(household.partner),
        "excluded": to_text(household.excluded),
        "gross": to_text(household.gross),
        "persons": household.persons,
        "flatReduction": to_text(household.flat_reduction),
        "countable": to_text(household.countable),
    }


def _visit(visit: HomeVisit) -> dict[str, Any]:
    return {
        "isExpected": visit.expected,
        "reason": visit.reason.value,
        "reductionDecides": visit.reduction_decides,
    }


MEMBERS: Mapping[str, Callable[[WaiverResult, Catalog], Any]] = {
    "requestDate": lambda found, _: to_text(found.request.request_date),
    "outcome": lambda found, _: found.outcome.value,
    "isConditional": lambda found, _: found.conditional,
    "waiver": lambda found, _: _waiver(found.waiver),
    "otherReading": lambda found, _: _waiver(found.other),
    "household": lambda found, _: _household(found.household),
    "bands": lambda found, _: [_band(band) for band in found.bands],
    "homeVisit": lambda found, _: _visit(found.visit),
    "smallDebts": lambda found, _: [small_debt.value for small_debt in found.small_debts],
    "roundingMatters": lambda found, _: found.rounding_matters,
    "byParameterSet": lambda found, _: _by_set(found),
}
"""The members of the response, each made only where it is asked for."""

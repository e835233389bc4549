"""Tells a waiver calculation the way of the contract, to who asks for one and to who keeps one."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.sets_json import set_json
from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.waiver.calculation import Band, WaiverResult
from functions.law.waiver.outcome import Waiver


def members(calculation: WaiverResult, _: Catalog) -> dict[str, Any]:
    """The calculation."""
    household, visit = calculation.household, calculation.visit
    return {
        "requestDate": to_text(calculation.request.request_date),
        "outcome": calculation.outcome.value,
        "isConditional": calculation.conditional,
        "waiver": _waiver(calculation.waiver),
        "otherReading": _waiver(calculation.other),
        "household": {
            "debtor": to_text(household.debtor),
            "partner": to_text(household.partner),
            "excluded": to_text(household.excluded),
            "gross": to_text(household.gross),
            "persons": household.persons,
            "flatReduction": to_text(household.flat_reduction),
            "countable": to_text(household.countable),
        },
        "bands": [_band(band) for band in calculation.bands],
        "homeVisit": {
            "isExpected": visit.expected,
            "reason": visit.reason.value,
            "reductionDecides": visit.reduction_decides,
        },
        "smallDebts": [small_debt.value for small_debt in calculation.small_debts],
        "roundingMatters": calculation.rounding_matters,
        **_by_set(calculation),
    }


def _by_set(calculation: WaiverResult) -> dict[str, Any]:
    """What the published figures and the estimate give, where the two differ."""
    if not calculation.by_set:
        return {}
    return {
        "byParameterSet": [
            {
                **set_json(one.answer),
                "percentage": to_text(one.waiver.percentage),
                "waived": to_text(one.waiver.waived),
                "recovered": to_text(one.waiver.recovered),
                "smallDebts": [small_debt.value for small_debt in one.small_debts],
            }
            for one in calculation.by_set
        ]
    }


def _waiver(waiver: Waiver) -> dict[str, str]:
    return {
        "reading": waiver.reading.value,
        "percentage": to_text(waiver.percentage),
        "waived": to_text(waiver.waived),
        "recovered": to_text(waiver.recovered),
    }


def _band(band: Band) -> dict[str, Any]:
    limit = {} if band.limit is None else {"limit": to_text(band.limit)}
    return {**limit, "percentage": to_text(band.waived), "isHousehold": band.is_household}

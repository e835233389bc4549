"""Tells a waiver calculation the way of the contract, to who asks for one and to who keeps one."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.http.serialization import present, written
from functions.i18n.catalog import Words
from functions.law.waiver.calculation import Band, WaiverCalculation
from functions.law.waiver.outcome import Waiver

SUBJECT = "waiver"


def tell(calculation: WaiverCalculation, words: Words) -> dict[str, Any]:
    """The calculation in the words of a language."""
    household, visit = calculation.household, calculation.visit
    return {
        "requestDate": written(calculation.request.request_date),
        "outcome": calculation.outcome.value,
        "isConditional": calculation.conditional,
        "waiver": _waiver(calculation.waiver),
        "otherReading": _waiver(calculation.other),
        "household": {
            "debtor": written(household.debtor),
            "partner": written(household.partner),
            "excluded": written(household.excluded),
            "gross": written(household.gross),
            "persons": household.persons,
            "flatReduction": written(household.flat_reduction),
            "countable": written(household.countable),
        },
        "bands": [_band(band) for band in calculation.bands],
        "homeVisit": {
            "isExpected": visit.expected,
            "reason": visit.reason.value,
            "reductionDecides": visit.reduction_decides,
        },
        "smallDebts": [small_debt.value for small_debt in calculation.small_debts],
        "roundingMatters": calculation.rounding_matters,
        "explanation": [step_json(words, SUBJECT, step) for step in calculation.explanation],
        "notes": notes_json(words, SUBJECT, calculation.notes),
        "independence": words.text("common.site.independence"),
    }


def _waiver(waiver: Waiver) -> dict[str, str]:
    return {
        "reading": waiver.reading.value,
        "percentage": written(waiver.percentage),
        "waived": written(waiver.waived),
        "recovered": written(waiver.recovered),
    }


def _band(band: Band) -> dict[str, Any]:
    return present(
        limit=None if band.limit is None else written(band.limit),
        percentage=written(band.waived),
        isHousehold=band.is_household,
    )

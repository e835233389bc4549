"""Tells the table of limits the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.http.serialization import present, written
from functions.i18n.catalog import Words
from functions.law.core.values import Cents
from functions.law.waiver.household import HouseholdResources
from functions.law.waiver.limit_comparison import LimitRow, LimitsInFull

SUBJECT = "limits"


def tell(result: LimitsInFull, words: Words) -> dict[str, Any]:
    """The table in the words of a language."""
    household = result.household
    return present(
        requestDate=written(result.request.request_date),
        parameterSet=result.request.parameter_set.value,
        minimum=written(Cents(result.figures.minimum)),
        maximum=written(Cents(result.figures.maximum)),
        flatReduction=written(Cents(result.figures.flat_reduction)),
        rows=[_row(row) for row in result.rows],
        household=None if household is None else _household(household, result),
        explanation=[step_json(words, SUBJECT, step) for step in result.explanation],
        notes=notes_json(words, SUBJECT, result.notes),
        independence=words.text("common.site.independence"),
    )


def _row(row: LimitRow) -> dict[str, Any]:
    limits = row.limits
    return present(
        band=row.band,
        limits=(
            None
            if limits is None
            else {rounding.value: written(limit) for rounding, limit in limits.items()}
        ),
        roundingsDiffer=row.roundings_differ,
        waived={reading.value: written(share) for reading, share in row.waived.items()},
    )


def _household(household: HouseholdResources, result: LimitsInFull) -> dict[str, Any]:
    return {
        "gross": written(household.gross),
        "persons": household.persons,
        "countable": written(household.countable),
        "places": [
            {"rounding": rounding.value, "band": row.band}
            for row in result.places
            for rounding in row.household_in
        ],
    }

"""Tells the table of limits the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.sets_json import set_json
from functions.http.serialization import drop_none, to_text
from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents
from functions.law.waiver.household import HouseholdResources
from functions.law.waiver.limit_comparison import LimitRow, LimitsResult


def members(result: LimitsResult, _: Catalog) -> dict[str, Any]:
    """The table."""
    household = result.household
    return drop_none(
        requestDate=to_text(result.request.request_date),
        parameterSet=result.request.parameter_set.value,
        minimum=to_text(Cents(result.figures.minimum)),
        maximum=to_text(Cents(result.figures.maximum)),
        flatReduction=to_text(Cents(result.figures.flat_reduction)),
        rows=[_row(row) for row in result.rows],
        household=None if household is None else _household(household, result),
        byParameterSet=[set_json(answer) for answer in result.by_set] or None,
    )


def _row(row: LimitRow) -> dict[str, Any]:
    limits = row.limits
    return drop_none(
        band=row.band,
        limits=(
            None
            if limits is None
            else {rounding.value: to_text(limit) for rounding, limit in limits.items()}
        ),
        roundingsDiffer=row.roundings_differ,
        waived={reading.value: to_text(share) for reading, share in row.waived.items()},
    )


def _household(household: HouseholdResources, result: LimitsResult) -> dict[str, Any]:
    return {
        "gross": to_text(household.gross),
        "persons": household.persons,
        "countable": to_text(household.countable),
        "places": [
            {"rounding": rounding.value, "band": row.band}
            for row in result.places
            for rounding in row.household_in
        ],
    }

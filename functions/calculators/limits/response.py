"""Serializes the table of limits for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.calculators.shared.sets_json import set_json
from functions.http.serialization import drop_none, to_text
from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents
from functions.law.waiver.household import HouseholdResources
from functions.law.waiver.limit_comparison import LimitRow, LimitsResult

MEMBERS: Mapping[str, Callable[[LimitsResult, Catalog], Any]] = {
    "requestDate": lambda found, _: to_text(found.request.request_date),
    "parameterSet": lambda found, _: found.request.parameter_set.value,
    "minimum": lambda found, _: to_text(Cents(found.figures.minimum)),
    "maximum": lambda found, _: to_text(Cents(found.figures.maximum)),
    "flatReduction": lambda found, _: to_text(Cents(found.figures.flat_reduction)),
    "rows": lambda found, _: [_row(row) for row in found.rows],
    "household": lambda found, _: (
        None if found.household is None else _household(found.household, found)
    ),
    "byParameterSet": lambda found, _: [set_json(answer) for answer in found.by_set] or None,
}
"""The table."""


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

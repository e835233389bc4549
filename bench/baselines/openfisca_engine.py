"""Computes the cases with OpenFisca-Core, in its own environment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openfisca_alimenta import CountryTaxBenefitSystem
from openfisca_alimenta.maintenance import MONTHS_IN_YEAR, month_number
from openfisca_core.simulations import SimulationBuilder

from bench.engine_loop import serve

CENTS_IN_EURO = 100
REQUEST_MONTH = "2026-11"
SYSTEM = CountryTaxBenefitSystem()


def advance(case: Mapping[str, Any]) -> dict[str, Any]:
    """One child: whether the intervention is open, and each month of the schedule."""
    simulation = SimulationBuilder().build_default_simulation(SYSTEM, 1)
    for name, value in {
        "title_month": month_number(*case["title_month"]),
        "birth_month": month_number(*case["birth_month"]),
        "maintenance_in_title": case["maintenance"] / CENTS_IN_EURO,
        "received_each_term": case["received"] / CENTS_IN_EURO,
        "expected_each_month": case["expected"] / CENTS_IN_EURO,
        "child_benefit": case["child_benefit"],
        "schooling": case["schooling"],
        "lives_in_belgium": case["lives_in_belgium"],
        "enforceable_title": case["enforceable_title"],
    }.items():
        simulation.set_input(name, "ETERNITY", value)
    first = month_number(*case["application_month"])
    is_open = bool(simulation.calculate("intervention", _month(first))[0])
    if not is_open:
        return {"open": False, "advances": [0] * case["months"], "contribution": None}
    advances = [
        simulation.calculate("advance", _month(first + ahead))[0] for ahead in range(case["months"])
    ]
    return {
        "open": True,
        "advances": [float(amount) for amount in advances],
        "contribution": float(simulation.calculate("contribution", _month(first))[0]),
    }


def waiver(case: Mapping[str, Any]) -> dict[str, Any]:
    """One debt: the share that is waived, and the two amounts."""
    simulation = SimulationBuilder().build_default_simulation(SYSTEM, 1)
    for name, value in {
        "debt": case["debt"] / CENTS_IN_EURO,
        "resources": case["resources"] / CENTS_IN_EURO,
        "persons": case["persons"],
        "fraud": case["fraud"],
        "good_faith": case["good_faith"],
        "uncertain_situation": case["uncertain_situation"],
    }.items():
        simulation.set_input(name, REQUEST_MONTH, value)
    return {
        name: float(simulation.calculate(name, REQUEST_MONTH)[0])
        for name in ("percentage", "waived", "recovered")
    }


def _month(number: int) -> str:
    year, month = divmod(number, MONTHS_IN_YEAR)
    return f"{year}-{month + 1:02d}"


if __name__ == "__main__":
    serve({"advance": advance, "waiver": waiver})

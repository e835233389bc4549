"""The steps of a waiver calculation, in the order in which the text asks its questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from functions.law.core.trace import Source, Status, TraceStep
from functions.law.core.values import BasisPoints, Cents, Value
from functions.law.waiver.figures import Figures
from functions.law.waiver.home_visit import HomeVisit
from functions.law.waiver.household import HouseholdResources
from functions.law.waiver.limits import LimitTable
from functions.law.waiver.outcome import Waiver
from functions.law.waiver.request import Reading, WaiverRequest, YesNoUnknown

ORDER = "family_allowances_order"
FRAUD = Source(ORDER, "16")
CONDITIONS = Source(ORDER, "13")
RESOURCES = Source(ORDER, "13")
LIMITS = Source("waiver_order", "4")
VISIT = Source("waiver_order", "5")
NOTICE = Source("agency_notice_a3", "", Status.OFFICIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intermediate:
    """Everything that a calculation computed on the way to its answer.

    ``table_percentage`` is what the table gives for the household, even where the request is
    refused; ``waiver`` is what is granted.
    """

    request: WaiverRequest
    figures: Figures
    household: HouseholdResources
    table: LimitTable
    steps: int
    table_percentage: BasisPoints
    waiver: Waiver
    visit: HomeVisit
    rounding_matters: bool


def explain(working: Intermediate) -> Iterator[TraceStep]:
    """Fraud, conditions, resources, limits, percentage, amounts, visit."""
    yield from _conditions(working.request)
    yield from resource_steps(working.household, working.figures)
    yield limits_step(working.figures, working.steps, working.table, working.household)
    reading = working.request.reading
    yield percentage_step(working.table, working.household, reading, working.table_percentage)
    yield from _amounts(working)
    if not working.request.fraud_proven:
        yield _visit(working)


def _conditions(request: WaiverRequest) -> Iterator[TraceStep]:
    """Art. 16: nothing in case of proven fraud; art. 13: two conditions, both needed."""
    yield TraceStep(
        rule="waiver.fraud",
        inputs={"fraud_proven": request.fraud_proven},
        value=not request.fraud_proven,
        source=FRAUD,
    )
    yield TraceStep(
        rule="waiver.conditions",
        inputs={
            "good_faith": request.good_faith.value,
            "uncertain_situation": request.uncertain_situation.value,
        },
        value=YesNoUnknown.NO not in (request.good_faith, request.uncertain_situation),
        source=CONDITIONS,
    )


def resource_steps(household: HouseholdResources, figures: Figures) -> Iterator[TraceStep]:
    """Art. 13: what comes in, less a flat amount for the partner and each child."""
    yield TraceStep(
        rule="waiver.resources",
        inputs={
            "debtor": household.debtor,
            "partner": household.partner,
            "excluded": household.excluded,
        },
        value=household.gross,
        source=RESOURCES,
    )
    yield TraceStep(
        rule="waiver.reduction",
        inputs={
            "resources": household.gross,
            "persons": household.persons,
            "flat_reduction": household.flat_reduction,
        },
        value=household.countable,
        source=figures.reduction_source,
    )


def limits_step(
    figures: Figures, steps: int, table: LimitTable, household: HouseholdResources
) -> TraceStep:
    """Art. 4 of the ministerial order: the band of the resources."""
    return TraceStep(
        rule="waiver.limits",
        inputs={
            "minimum": Cents(figures.minimum),
            "maximum": Cents(figures.maximum),
            "steps": steps,
            "rounding": table.rounding.value,
        },
        value=table.band(household.countable),
        source=figures.limits_source,
    )


def percentage_step(
    table: LimitTable, household: HouseholdResources, reading: Reading, percentage: BasisPoints
) -> TraceStep:
    """What the band of the resources gives in a reading of art. 4."""
    band = table.band(household.countable)
    inputs: dict[str, Value] = {
        "countable": household.countable,
        "band": band,
        "reading": reading.value,
    }
    if band < len(table.limits):
        inputs["limit"] = table.shown(band)
    place = "below" if band == 0 else "above" if band == len(table.limits) else "between"
    return TraceStep(
        rule=f"waiver.percentage.{place}",
        inputs=inputs,
        value=percentage,
        source=LIMITS if reading is Reading.LITERAL else NOTICE,
    )


def _amounts(working: Intermediate) -> Iterator[TraceStep]:
    """The percentage of the debt, half-up to the cent; the rest is recovered."""
    debt, waiver = Cents(working.request.debt), working.waiver
    yield TraceStep(
        rule="waiver.amount",
        inputs={"debt": debt, "percentage": waiver.percentage},
        value=waiver.waived,
        source=CONDITIONS,
    )
    yield TraceStep(
        rule="waiver.recovered",
        inputs={"debt": debt, "waived": waiver.waived},
        value=waiver.recovered,
        source=CONDITIONS,
    )


def _visit(working: Intermediate) -> TraceStep:
    """Art. 5 of the ministerial order: does a family inspector come?"""
    return TraceStep(
        rule=f"waiver.visit.{working.visit.reason.value}",
        inputs={
            "countable": working.household.countable,
            "maximum": Cents(working.figures.maximum),
        },
        value=working.visit.expected,
        source=VISIT,
    )

"""The waiver calculation: from a request to the percentage, and everything that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from functions.law.core.errors import InvalidInput
from functions.law.core.trace import Note, TraceStep
from functions.law.core.values import BasisPoints, Cents
from functions.law.waiver import bounds, checks
from functions.law.waiver.explain import Intermediate, explain
from functions.law.waiver.figures import Figures, figures_for
from functions.law.waiver.home_visit import HomeVisit, home_visit
from functions.law.waiver.household import HouseholdResources, household_resources
from functions.law.waiver.limits import LimitTable, limit_table
from functions.law.waiver.notes import notes
from functions.law.waiver.outcome import (
    Outcome,
    SmallDebt,
    Waiver,
    is_conditional,
    outcome,
    small_debts,
    waiver,
)
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.percentage import other_reading, waived_percentage
from functions.law.waiver.request import Reading, Rounding, WaiverRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One line of the limit table: up to and including ``limit`` (``None`` above the maximum)."""

    limit: Cents | None
    waived: BasisPoints
    is_household: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverResult:
    """The answer to a request. ``other`` is the same under the other reading, for comparison.

    ``conditional`` says that a condition was answered "not known": the waiver holds only if the
    payer finds it met. ``rounding_matters`` says that another rounding gives another percentage.
    """

    request: WaiverRequest
    outcome: Outcome
    conditional: bool
    household: HouseholdResources
    table: LimitTable
    bands: tuple[Band, ...]
    waiver: Waiver
    other: Waiver
    visit: HomeVisit
    small_debts: tuple[SmallDebt, ...]
    rounding_matters: bool
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def calculate_waiver(request: WaiverRequest, parameters: WaiverParameters) -> WaiverResult:
    """What share of the debt may be waived, whether a visit follows, and why.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known law.
    """
    issues = (*bounds.issues(request), *checks.issues(request, parameters))
    if issues:
        raise InvalidInput(issues)
    figures = figures_for(request, parameters)
    household = household_resources(request, figures.flat_reduction)
    steps = parameters.steps.on(request.request_date)
    per_step = parameters.percent_per_step.on(request.request_date)
    table = limit_table(figures.minimum, figures.maximum, steps, request.rounding)
    band = table.band(household.countable)
    percentage = waived_percentage(band, steps, per_step, request.reading)
    other = other_reading(request.reading)
    in_other = waived_percentage(band, steps, per_step, other)
    working = Intermediate(
        request=request,
        figures=figures,
        household=household,
        table=table,
        steps=steps,
        table_percentage=percentage,
        waiver=waiver(request, request.reading, percentage),
        visit=home_visit(household, figures.maximum, fraud_proven=request.fraud_proven),
        rounding_matters=_rounding_matters(figures, steps, household.countable),
    )
    return WaiverResult(
        request=request,
        outcome=outcome(request, percentage),
        conditional=is_conditional(request, working.waiver),
        household=household,
        table=table,
        bands=_bands(table, band, per_step, request.reading),
        waiver=working.waiver,
        other=waiver(request, other, in_other),
        visit=working.visit,
        small_debts=tuple(small_debts(request, parameters)),
        rounding_matters=working.rounding_matters,
        explanation=tuple(explain(working)),
        notes=tuple(notes(working, parameters)),
    )


@lru_cache
def _bands(table: LimitTable, place: int, per_step: int, reading: Reading) -> tuple[Band, ...]:
    """The whole table as the agency publishes it, the household's line marked.

    Kept, since it is the same for every household of a band.
    """
    steps = len(table.limits) - 1
    return tuple(
        Band(
            limit=table.shown(band) if band <= steps else None,
            waived=waived_percentage(band, steps, per_step, reading),
            is_household=band == place,
        )
        for band in range(table.bands)
    )


def _rounding_matters(figures: Figures, steps: int, countable: int) -> bool:
    """Whether the roundings put these resources in different bands."""
    tables = (limit_table(figures.minimum, figures.maximum, steps, mode) for mode in Rounding)
    return len({table.band(countable) for table in tables}) > 1

"""The steps of a waiver calculation, in the order in which the text asks its questions."""

from __future__ import annotations

from dataclasses import dataclass

from functions.law.core.rule import Explanation
from functions.law.core.values import Cents
from functions.law.waiver.figures import Figures
from functions.law.waiver.home_visit import VISITS, HomeVisit
from functions.law.waiver.household import (
    HouseholdResources,
    countable_resources,
    gross_resources,
)
from functions.law.waiver.limits import LimitTable, band_of_resources
from functions.law.waiver.other_limits import SetAnswer, explain_other_limits
from functions.law.waiver.outcome import (
    Waiver,
    conditions_met,
    no_fraud,
    recovered_amount,
    waived_amount,
)
from functions.law.waiver.percentage import (
    ABOVE_THE_MAXIMUM,
    BETWEEN,
    TEXT_OF,
    UP_TO_THE_MINIMUM,
)
from functions.law.waiver.request import Reading, WaiverRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Intermediate:
    """Everything that a calculation computed on the way to its answer.

    ``by_set``: what the published figures and the estimate give, where the two differ and the
    request is not refused. ``sets_differ``: they lead to another waiver, or to another rule on
    small debts.
    """

    request: WaiverRequest
    figures: Figures
    household: HouseholdResources
    table: LimitTable
    waiver: Waiver
    visit: HomeVisit
    rounding_matters: bool
    by_set: tuple[SetAnswer, ...]
    sets_differ: bool


def explain(working: Intermediate) -> Explanation:
    """Fraud, conditions, resources, limits, percentage, amounts, visit."""
    request, explanation, debt = working.request, Explanation(), Cents(working.request.debt)
    explanation.add(no_fraud, request.fraud_proven)
    explanation.add(conditions_met, request.good_faith, request.uncertain_situation)
    explain_household(explanation, working.figures, working.table, working.household)
    explain_percentage(explanation, working.table, working.household, request.reading)
    waived = explanation.add(waived_amount, debt, working.waiver.percentage)
    explanation.add(recovered_amount, debt, waived)
    if not request.fraud_proven:
        maximum = Cents(working.figures.maximum)
        explanation.add(VISITS[working.visit.reason], working.household.countable, maximum)
    explain_other_limits(
        explanation,
        working.by_set,
        request.parameter_set,
        working.table,
        request.reading,
    )
    return explanation


def explain_household(
    explanation: Explanation,
    figures: Figures,
    table: LimitTable,
    household: HouseholdResources,
) -> None:
    """What comes in, less a flat amount for the partner and each child, and its band."""
    gross = explanation.add(
        gross_resources, household.debtor, household.partner, household.excluded
    )
    explanation.citing(figures.reduction_source).add(
        countable_resources, gross, household.persons, household.flat_reduction
    )
    explanation.citing(figures.limits_source).add(
        band_of_resources,
        Cents(figures.minimum),
        Cents(figures.maximum),
        table.steps,
        table.rounding,
    )


def explain_percentage(
    explanation: Explanation, table: LimitTable, household: HouseholdResources, reading: Reading
) -> None:
    """What the band of the resources gives in a reading of art. 4."""
    band = table.band(household.countable)
    limit = table.shown(band) if band < len(table.limits) else None
    place = UP_TO_THE_MINIMUM if band == 0 else ABOVE_THE_MAXIMUM if limit is None else BETWEEN
    explanation.citing(TEXT_OF[reading]).add(place, household.countable, band, reading, limit)

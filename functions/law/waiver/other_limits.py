"""What the published limits and their indexed estimate give to the same household.

The decree says that amounts of the Government are indexed; the only table that we found is that of
2019. So where the two lead to another answer, both are said, and which of them is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from functions.law.core.rule import Before, Explanation, input_given, rule, value_of
from functions.law.core.trace import Status
from functions.law.core.values import BasisPoints, Cents
from functions.law.waiver.figures import Figures, figures_of
from functions.law.waiver.household import (
    Household,
    HouseholdResources,
    countable_resources,
    gross_resources,
    household_resources,
)
from functions.law.waiver.limits import LimitTable, band_of_resources, limit_table
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.percentage import PERCENTAGE, WHOLE, waived_percentage
from functions.law.waiver.request import ParameterSet, Reading, Rounding

COMPARED = (ParameterSet.PUBLISHED, ParameterSet.ESTIMATE)
"""The two sets that apply to everybody: the published one first."""


class LimitsAsked(Protocol):
    """By which figures, and on which day."""

    @property
    def request_date(self) -> date: ...  # noqa: D102
    @property
    def parameter_set(self) -> ParameterSet: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAnswer:
    """What a set gives to a household: the resources that count, in cents, and the share waived."""

    parameter_set: ParameterSet
    figures: Figures
    household: HouseholdResources
    percentage: BasisPoints

    @property
    def minimum(self) -> Cents:
        """The lower limit."""
        return Cents(self.figures.minimum)

    @property
    def maximum(self) -> Cents:
        """The upper limit."""
        return Cents(self.figures.maximum)

    @property
    def status(self) -> Status:
        """How certain the limits of the set are."""
        return self.figures.limits_source.status


def share_by_limits(  # noqa: PLR0913, PLR0917 - a set is three figures, the rest says how to read it
    resources: Cents,
    persons: int,
    flat_reduction: Cents,
    minimum: Cents,
    maximum: Cents,
    steps: int,
    rounding: Rounding,
    reading: Reading,
) -> BasisPoints:
    """The whole calculation by other limits: reduction, band and percentage."""
    countable = countable_resources.formula(resources, persons, flat_reduction)
    band = limit_table(minimum, maximum, steps, rounding).band(countable)
    return waived_percentage(band, steps, WHOLE // (steps + 1), reading)


def is_read_so(before: Before, reading: Reading) -> bool:
    """Art. 4 is read as for the limits that were chosen."""
    return any(step.inputs.get("reading") == reading for step in before.every(*PERCENTAGE))


OTHER_LIMITS = rule(
    "waiver.other_limits",
    when=(is_read_so,),
    thresholds=("flat_reduction", "minimum", "maximum"),
    follows={
        "resources": value_of(gross_resources),
        "persons": input_given("persons", countable_resources),
        "steps": input_given("steps", band_of_resources),
        "rounding": input_given("rounding", band_of_resources),
    },
)(share_by_limits)
"""The share by the set that was not chosen, where it is another one."""


def answers_by_set(  # noqa: PLR0913, PLR0917 - a household, how to read the limits, what is known
    request: LimitsAsked,
    household: Household,
    rounding: Rounding,
    reading: Reading,
    parameters: WaiverParameters,
    chosen: SetAnswer | None = None,
) -> tuple[SetAnswer, ...]:
    """What both sets give, where one of them was chosen and both are known on that day.

    ``chosen``: what the chosen one gives, where that is known already.
    """
    day = request.request_date
    known = [parameters.sets[one.value].minimum.entry_on(day) is not None for one in COMPARED]
    if request.parameter_set not in COMPARED or not all(known):
        return ()
    return tuple(
        chosen
        if chosen is not None and one is chosen.parameter_set
        else _answer(one, day, household, rounding, reading, parameters)
        for one in COMPARED
    )


def _answer(  # noqa: PLR0913, PLR0917 - a set, a household, and how to read the limits
    chosen: ParameterSet,
    day: date,
    asked: Household,
    rounding: Rounding,
    reading: Reading,
    parameters: WaiverParameters,
) -> SetAnswer:
    figures = figures_of(chosen, day, parameters)
    household = household_resources(asked, figures.flat_reduction)
    percentage = share_by_limits(
        household.gross,
        household.persons,
        household.flat_reduction,
        Cents(figures.minimum),
        Cents(figures.maximum),
        parameters.steps.on(day),
        rounding,
        reading,
    )
    return SetAnswer(
        parameter_set=chosen, figures=figures, household=household, percentage=percentage
    )


def explain_other_limits(
    explanation: Explanation,
    answers: tuple[SetAnswer, ...],
    chosen: ParameterSet,
    table: LimitTable,
    reading: Reading,
) -> None:
    """The share by the set that was not chosen, if it differs."""
    if len({answer.percentage for answer in answers}) < len(COMPARED):
        return
    for answer in answers:
        if answer.parameter_set is not chosen:
            figures, household = answer.figures, answer.household
            explanation.citing(figures.limits_source).add(
                OTHER_LIMITS,
                household.gross,
                household.persons,
                household.flat_reduction,
                Cents(figures.minimum),
                Cents(figures.maximum),
                table.steps,
                table.rounding,
                reading,
            )

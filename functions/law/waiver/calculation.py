"""The waiver calculation: from a request to the percentage, and everything that follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from functions.law.core.replay import in_order, only, optional, replaying
from functions.law.core.rule import amount_of, input_of
from functions.law.core.trace import Note, TraceStep
from functions.law.core.validation import ensure_valid
from functions.law.core.values import BasisPoints, Cents
from functions.law.waiver.explain import Intermediate, explain
from functions.law.waiver.figures import Figures, figures_for
from functions.law.waiver.home_visit import VISITS, HomeVisit, home_visit
from functions.law.waiver.household import (
    HouseholdResources,
    countable_resources,
    gross_resources,
    household_resources,
)
from functions.law.waiver.limits import LimitTable, band_of_resources, limit_table
from functions.law.waiver.notes import notes
from functions.law.waiver.other_limits import OTHER_LIMITS, SetAnswer, answers_by_set
from functions.law.waiver.outcome import (
    Outcome,
    SmallDebt,
    Waiver,
    conditions_met,
    is_conditional,
    is_refused,
    no_fraud,
    outcome,
    recovered_amount,
    small_debts,
    waived_amount,
    waiver,
)
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.percentage import (
    PERCENTAGE,
    other_reading,
    require_its_text,
    waived_percentage,
)
from functions.law.waiver.request import Reading, Rounding, WaiverRequest
from functions.law.waiver.waiver_validation import validate


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One line of the limit table: up to and including ``limit`` (``None`` above the maximum)."""

    limit: Cents | None
    waived: BasisPoints
    is_household: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWaiver:
    """The waiver by the figures of one set, beside that of another."""

    answer: SetAnswer
    waiver: Waiver
    small_debts: tuple[SmallDebt, ...]


@dataclass(frozen=True, kw_only=True)
class WaiverResult:
    """The answer to a request. ``other`` is the same under the other reading, for comparison.

    ``percentage`` is that of the household's band, whether or not the request is refused.
    ``conditional`` says that a condition was answered "not known": the waiver holds only if the
    payer finds it met. What compares, explains and warns is computed when it is asked for: figures
    alone do not wait for it.
    """

    request: WaiverRequest
    parameters: WaiverParameters
    figures: Figures
    outcome: Outcome
    conditional: bool
    household: HouseholdResources
    table: LimitTable
    bands: tuple[Band, ...]
    percentage: BasisPoints
    waiver: Waiver
    other: Waiver
    visit: HomeVisit
    small_debts: tuple[SmallDebt, ...]

    @cached_property
    def by_set(self) -> tuple[SetWaiver, ...]:
        """What the published figures and the estimate give; empty where the waiver is the same."""
        return _by_set(self)

    @cached_property
    def rounding_matters(self) -> bool:
        """Whether another rounding gives another percentage."""
        return _rounding_matters(self.figures, self.table.steps, self.household.countable)

    @cached_property
    def working(self) -> Intermediate:
        """What the explanation and the notes are made of."""
        is_compared = not is_refused(self.request)
        return Intermediate(
            request=self.request,
            figures=self.figures,
            household=self.household,
            table=self.table,
            waiver=self.waiver,
            visit=self.visit,
            rounding_matters=self.rounding_matters,
            by_set=tuple(one.answer for one in self.by_set) if is_compared else (),
            sets_differ=bool(self.by_set),
        )

    @property
    def explanation(self) -> tuple[TraceStep, ...]:
        """The steps."""
        return tuple(explain(self.working).steps)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What is uncertain, assumed or not covered."""
        return tuple(notes(self.working, self.parameters))


def calculate_waiver(request: WaiverRequest, parameters: WaiverParameters) -> WaiverResult:
    """What share of the debt may be waived, whether a visit follows, and why.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known law.
    """
    ensure_valid(validate(request, parameters))
    figures = figures_for(request, parameters)
    household = household_resources(request, figures.flat_reduction)
    steps = parameters.steps.on(request.request_date)
    per_step = parameters.percent_per_step.on(request.request_date)
    table = limit_table(figures.minimum, figures.maximum, steps, request.rounding)
    band = table.band(household.countable)
    percentage = waived_percentage(band, steps, per_step, request.reading)
    other = other_reading(request.reading)
    in_other = waived_percentage(band, steps, per_step, other)
    found = waiver(request, request.reading, percentage)
    return WaiverResult(
        request=request,
        parameters=parameters,
        figures=figures,
        outcome=outcome(
            is_free_of_fraud=no_fraud.formula(request.fraud_proven),
            are_conditions_met=conditions_met.formula(
                request.good_faith, request.uncertain_situation
            ),
            percentage=percentage,
        ),
        conditional=is_conditional(request, found),
        household=household,
        table=table,
        bands=_bands(table, band, per_step, request.reading),
        percentage=percentage,
        waiver=found,
        other=waiver(request, other, in_other),
        visit=home_visit(household, figures.maximum, fraud_proven=request.fraud_proven),
        small_debts=tuple(small_debts(request, request.parameter_set, parameters)),
    )


def _by_set(result: WaiverResult) -> tuple[SetWaiver, ...]:
    """The waiver by the published figures and by the estimate, where the two differ."""
    request, parameters = result.request, result.parameters
    own = SetAnswer(
        parameter_set=request.parameter_set,
        figures=result.figures,
        household=result.household,
        percentage=result.percentage,
    )
    found = tuple(
        SetWaiver(answer=answer, waiver=result.waiver, small_debts=result.small_debts)
        if answer is own
        else SetWaiver(
            answer=answer,
            waiver=waiver(request, request.reading, answer.percentage),
            small_debts=tuple(small_debts(request, answer.parameter_set, parameters)),
        )
        for answer in answers_by_set(
            request, request, request.rounding, request.reading, parameters, own
        )
    )
    distinct = {(one.waiver.percentage, one.small_debts) for one in found}
    return found if len(distinct) > 1 else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverFigures:
    """What the steps of a calculation come to: basis points and cents.

    ``visit`` is ``None`` where fraud closes the procedure; ``by_other_limits`` is the share by the
    set that was not chosen, ``None`` where it is the same.
    """

    outcome: Outcome
    percentage: int
    waived: int
    recovered: int
    visit: bool | None
    by_other_limits: int | None


@replaying
def replay_waiver(steps: Sequence[TraceStep]) -> WaiverFigures:
    """The figures of a calculation, from its steps alone: each computed anew, and none missing.

    Raises:
        ReplayError: a step does not follow from its inputs and those before it, or was not asked.
    """
    is_free_of_fraud = only(steps, no_fraud).value is True
    by_other_limits = optional(steps, OTHER_LIMITS)
    in_order(
        steps,
        (no_fraud,),
        (conditions_met,),
        (gross_resources,),
        (countable_resources,),
        (band_of_resources,),
        PERCENTAGE,
        (waived_amount,),
        (recovered_amount,),
        *((tuple(VISITS.values()),) if is_free_of_fraud else ()),
        *(() if by_other_limits is None else ((OTHER_LIMITS,),)),
    )
    of_band, amount = only(steps, *PERCENTAGE), only(steps, waived_amount)
    require_its_text(of_band)
    return WaiverFigures(
        outcome=outcome(
            is_free_of_fraud=is_free_of_fraud,
            are_conditions_met=only(steps, conditions_met).value is True,
            percentage=amount_of(of_band),
        ),
        percentage=input_of(amount, "percentage", BasisPoints),
        waived=amount_of(amount),
        recovered=amount_of(only(steps, recovered_amount)),
        visit=only(steps, *VISITS.values()).value is True if is_free_of_fraud else None,
        by_other_limits=None if by_other_limits is None else amount_of(by_other_limits),
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

"""The waiver calculation: from a request to the percentage, and everything that follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from functions.law.errors import InvalidInput
from functions.law.explanation import Note, Source, Status, Step
from functions.law.values import BasisPoints, Cents, Value, share
from functions.law.waiver import checks
from functions.law.waiver.home_visit import HomeVisit, VisitReason, home_visit
from functions.law.waiver.household import HouseholdResources, household_resources
from functions.law.waiver.limits import LimitTable, limit_table
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.percentage import other_reading, waived_percentage
from functions.law.waiver.request import (
    Answer,
    OwnLimits,
    ParameterSet,
    Reading,
    Rounding,
    WaiverRequest,
)

ORDER = "family_allowances_order"
MINISTERIAL = "waiver_order"
FRAUD = Source(ORDER, "16")
CONDITIONS = Source(ORDER, "13")
RESOURCES = Source(ORDER, "13")
LIMITS = Source(MINISTERIAL, "4")
VISIT = Source(MINISTERIAL, "5")
NOTICE = Source("agency_notice_a3", "", Status.OFFICIAL)
OWN = Source("own_values", "", Status.USER)
GAP = Source(ORDER, "13", Status.GAP)


class Outcome(StrEnum):
    """What the request leads to."""

    FRAUD = "fraud"
    CONDITIONS_NOT_MET = "conditionsNotMet"
    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class SmallDebt(StrEnum):
    """What the rules on small debts add (Government order, arts 14 and 15)."""

    MAY_WAIVE = "mayWaive"
    MUST_WAIVE_BEFORE_TAX_ADMINISTRATION = "mustWaiveBeforeTaxAdministration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One line of the limit table: up to and including ``limit`` (``None`` above the maximum)."""

    limit: Cents | None
    waived: BasisPoints
    is_household: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A percentage of the debt and the two amounts, in cents, that always add up to the debt."""

    reading: Reading
    percentage: BasisPoints
    waived: Cents
    recovered: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverCalculation:
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
    explanation: tuple[Step, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """The limits used and where they stand."""

    limits: OwnLimits
    limits_source: Source
    reduction_source: Source


def calculate(request: WaiverRequest, parameters: WaiverParameters) -> WaiverCalculation:
    """What share of the debt may be waived, whether a visit follows, and why.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known law.
    """
    issues = tuple(checks.issues(request, parameters))
    if issues:
        raise InvalidInput(issues)
    figures = _figures(request, parameters)
    steps = parameters.steps.on(request.request_date)
    household = household_resources(request, figures.limits.flat_reduction)
    table = _table(figures, steps, request.rounding)
    waiver = _waiver(request, request.reading, table, household, parameters)
    outcome = _outcome(request, waiver)
    visit = home_visit(household.countable, household.gross, figures.limits.maximum)
    small_debts = _small_debts(request, parameters)
    rounding_matters = _rounding_matters(request, figures, household, parameters)
    return WaiverCalculation(
        request=request,
        outcome=outcome,
        conditional=Answer.NOT_KNOWN in (request.good_faith, request.uncertain_situation),
        household=household,
        table=table,
        bands=tuple(_bands(request, table, household, parameters)),
        waiver=waiver,
        other=_waiver(request, other_reading(request.reading), table, household, parameters),
        visit=visit,
        small_debts=small_debts,
        rounding_matters=rounding_matters,
        explanation=tuple(_explain(request, figures, household, table, waiver, visit, parameters)),
        notes=tuple(_notes(request, table, visit, rounding_matters, parameters)),
    )


def _figures(request: WaiverRequest, parameters: WaiverParameters) -> _Figures:
    """The limits and the reduction of the chosen set on the day of the request."""
    if request.own_limits is not None:
        return _Figures(limits=request.own_limits, limits_source=OWN, reduction_source=OWN)
    day = request.request_date
    chosen = parameters.sets[request.parameter_set.value]
    return _Figures(
        limits=OwnLimits(
            minimum=chosen.minimum.on(day),
            maximum=chosen.maximum.on(day),
            flat_reduction=chosen.flat_reduction.on(day),
        ),
        limits_source=chosen.minimum.source_on(day),
        reduction_source=chosen.flat_reduction.source_on(day),
    )


def _table(figures: _Figures, steps: int, rounding: Rounding) -> LimitTable:
    return limit_table(figures.limits.minimum, figures.limits.maximum, steps, rounding)


def _percentage(
    request: WaiverRequest,
    reading: Reading,
    band: int,
    parameters: WaiverParameters,
) -> BasisPoints:
    day = request.request_date
    return waived_percentage(
        band, parameters.steps.on(day), parameters.percent_per_step.on(day), reading
    )


def _is_refused(request: WaiverRequest) -> bool:
    """Proven fraud (art. 16) or a condition that is not met (art. 13) leave nothing to waive."""
    return request.fraud_proven or Answer.NO in (request.good_faith, request.uncertain_situation)


def _waiver(
    request: WaiverRequest,
    reading: Reading,
    table: LimitTable,
    household: HouseholdResources,
    parameters: WaiverParameters,
) -> Waiver:
    """The percentage of the household's band, and the debt split by it."""
    band = table.band(household.countable)
    percentage = (
        BasisPoints(0) if _is_refused(request) else _percentage(request, reading, band, parameters)
    )
    waived = share(request.debt, percentage)
    return Waiver(
        reading=reading,
        percentage=percentage,
        waived=Cents(waived),
        recovered=Cents(request.debt - waived),
    )


def _outcome(request: WaiverRequest, waiver: Waiver) -> Outcome:
    if request.fraud_proven:
        return Outcome.FRAUD
    if _is_refused(request):
        return Outcome.CONDITIONS_NOT_MET
    if waiver.recovered == 0:
        return Outcome.FULL
    return Outcome.PARTIAL if waiver.percentage > 0 else Outcome.NONE


def _bands(
    request: WaiverRequest,
    table: LimitTable,
    household: HouseholdResources,
    parameters: WaiverParameters,
) -> Iterator[Band]:
    """The whole table as the agency publishes it, the household's line marked."""
    place = table.band(household.countable)
    for band in range(table.bands):
        yield Band(
            limit=table.shown(band) if band < len(table.limits) else None,
            waived=_percentage(request, request.reading, band, parameters),
            is_household=band == place,
        )


def _small_debts(request: WaiverRequest, parameters: WaiverParameters) -> tuple[SmallDebt, ...]:
    """Arts 14 and 15, neither of which applies in case of proven fraud (art. 16)."""
    if request.fraud_proven:
        return ()
    day = request.request_date
    found = []
    if request.debt < parameters.small_debt_may.on(day):
        found.append(SmallDebt.MAY_WAIVE)
    if request.debt < parameters.small_debt_must.on(day):
        found.append(SmallDebt.MUST_WAIVE_BEFORE_TAX_ADMINISTRATION)
    return tuple(found)


def _rounding_matters(
    request: WaiverRequest,
    figures: _Figures,
    household: HouseholdResources,
    parameters: WaiverParameters,
) -> bool:
    """Whether the roundings put these resources in different bands."""
    steps = parameters.steps.on(request.request_date)
    return len({_table(figures, steps, mode).band(household.countable) for mode in Rounding}) > 1


def _explain(
    request: WaiverRequest,
    figures: _Figures,
    household: HouseholdResources,
    table: LimitTable,
    waiver: Waiver,
    visit: HomeVisit,
    parameters: WaiverParameters,
) -> Iterator[Step]:
    """The steps in the order in which the text asks its questions."""
    limits = figures.limits
    yield Step(
        rule="waiver.fraud",
        inputs={"fraud_proven": request.fraud_proven},
        value=not request.fraud_proven,
        source=FRAUD,
    )
    yield Step(
        rule="waiver.conditions",
        inputs={
            "good_faith": request.good_faith.value,
            "uncertain_situation": request.uncertain_situation.value,
        },
        value=Answer.NO not in (request.good_faith, request.uncertain_situation),
        source=CONDITIONS,
    )
    yield Step(
        rule="waiver.resources",
        inputs={
            "debtor": household.debtor,
            "partner": household.partner,
            "excluded": household.excluded,
        },
        value=household.gross,
        source=RESOURCES,
    )
    yield Step(
        rule="waiver.reduction",
        inputs={
            "resources": household.gross,
            "persons": household.persons,
            "flat_reduction": household.flat_reduction,
        },
        value=household.countable,
        source=figures.reduction_source,
    )
    yield Step(
        rule="waiver.limits",
        inputs={
            "minimum": Cents(limits.minimum),
            "maximum": Cents(limits.maximum),
            "steps": parameters.steps.on(request.request_date),
            "rounding": request.rounding.value,
        },
        value=table.band(household.countable),
        source=figures.limits_source,
    )
    band = table.band(household.countable)
    inputs: dict[str, Value] = {
        "countable": household.countable,
        "band": band,
        "reading": request.reading.value,
    }
    if band < len(table.limits):
        inputs["limit"] = table.shown(band)
    place = "below" if band == 0 else "above" if band == len(table.limits) else "between"
    yield Step(
        rule=f"waiver.percentage.{place}",
        inputs=inputs,
        value=_percentage(request, request.reading, band, parameters),
        source=LIMITS if request.reading is Reading.LITERAL else NOTICE,
    )
    yield Step(
        rule="waiver.amount",
        inputs={"debt": Cents(request.debt), "percentage": waiver.percentage},
        value=waiver.waived,
        source=CONDITIONS,
    )
    yield Step(
        rule="waiver.recovered",
        inputs={"debt": Cents(request.debt), "waived": waiver.waived},
        value=waiver.recovered,
        source=CONDITIONS,
    )
    yield Step(
        rule=f"waiver.visit.{visit.reason.value}",
        inputs={"countable": household.countable, "maximum": Cents(limits.maximum)},
        value=visit.expected,
        source=VISIT,
    )


def _notes(
    request: WaiverRequest,
    table: LimitTable,
    visit: HomeVisit,
    rounding_matters: bool,
    parameters: WaiverParameters,
) -> Iterator[Note]:
    """What is uncertain, assumed or not covered in this answer."""
    day = request.request_date
    if parameters.situation_worthy_of_consideration.entry_on(day) is not None:
        yield Note(code="criteria_not_published", source=GAP)
    if Answer.NOT_KNOWN in (request.good_faith, request.uncertain_situation):
        yield Note(code="conditions_not_known", source=CONDITIONS)
    match request.parameter_set:
        case ParameterSet.PUBLISHED:
            yield Note(code="figures_of_2019", source=NOTICE)
        case ParameterSet.ORDER:
            yield Note(code="reduction_not_indexed", source=CONDITIONS)
        case ParameterSet.ESTIMATE:
            yield Note(code="figures_estimated", source=Source("own_estimate", "", Status.INFERRED))
        case ParameterSet.OWN:
            yield Note(code="figures_typed", source=OWN)
    yield Note(code="two_readings", source=LIMITS)
    if rounding_matters:
        yield Note(code="roundings_differ", source=LIMITS)
    if table.is_degenerate:
        yield Note(code="limits_too_close", source=LIMITS)
    if visit.reason is VisitReason.EQUAL_TO_MAXIMUM:
        yield Note(code="visit_equal_to_maximum", source=Source(MINISTERIAL, "5", Status.GAP))
    if visit.reduction_decides:
        yield Note(
            code="visit_before_or_after_reduction", source=Source(MINISTERIAL, "5", Status.GAP)
        )
    yield Note(code="net_or_gross", source=GAP)
    yield Note(code="no_deadline_no_suspension", source=GAP)

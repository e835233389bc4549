"""The whole table of limits: three roundings and two readings side by side (order, art. 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from functions.law.core.errors import Issue
from functions.law.core.replay import ReplayError, in_order, optional, replaying
from functions.law.core.rule import AnyRule, Explanation, amount_of, input_of
from functions.law.core.trace import Note, TraceStep
from functions.law.core.validation import (
    NOTHING,
    Partial,
    day_issues,
    ensure_valid,
    number_issues,
    required,
)
from functions.law.core.values import BasisPoints, Cents
from functions.law.waiver.explain import explain_household, explain_percentage
from functions.law.waiver.figures import Figures, figures_for
from functions.law.waiver.household import (
    HouseholdResources,
    countable_resources,
    gross_resources,
    household_resources,
)
from functions.law.waiver.limits import (
    LimitTable,
    band_of_resources,
    limit_of_agency,
    limit_table,
)
from functions.law.waiver.notes import GAP, NOTE_OF_SET, SETS_DIFFER
from functions.law.waiver.other_limits import (
    OTHER_LIMITS,
    SetAnswer,
    answers_by_set,
    explain_other_limits,
)
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.percentage import PERCENTAGE, require_its_text, waived_percentage
from functions.law.waiver.request import (
    OwnLimits,
    ParameterSet,
    Reading,
    Resources,
    Rounding,
)
from functions.law.waiver.sources import LIMITS
from functions.law.waiver.waiver_validation import set_issues

OF_SET = ("minimum", "maximum", "steps")
"""The inputs that every step of one table has in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsHousehold:
    """A household whose place in the table is asked for. Cents a month, family benefits left out.

    ``resources`` are those of the debtor and the partner together, before the flat reduction.
    """

    resources: int
    partner: bool
    children_with_child_benefit: int = 0

    @property
    def debtor_resources(self) -> Resources:
        """All resources as one sum: who receives them changes nothing."""
        return Resources(other=self.resources)

    @property
    def partner_resources(self) -> Resources | None:
        """Those of the partner are in the sum already."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsRequest:
    """The figures of a set on a day, or typed ones; and a household, if its place is asked for."""

    request_date: date
    parameter_set: ParameterSet = ParameterSet.PUBLISHED
    own_limits: OwnLimits | None = None
    household: LimitsHousehold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRow:
    """One line of the table. ``limits`` in cents by rounding, ``None`` above the maximum.

    Resources are whole cents: without rounding, the limit is the last whole cent at or below it.
    ``waived`` is the share by reading; ``household_in`` names the roundings that put it here.
    """

    band: int
    limits: Mapping[Rounding, Cents] | None
    waived: Mapping[Reading, BasisPoints]
    household_in: tuple[Rounding, ...]

    @property
    def roundings_differ(self) -> bool:
        """Whether the roundings give different limits."""
        return self.limits is not None and len(set(self.limits.values())) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsResult:
    """The whole table for a day. Amounts in cents.

    ``by_set``: what the published figures and the estimate give to the household, rounded and read
    as the agency does, where the two differ; empty where they agree.
    """

    request: LimitsRequest
    figures: Figures
    rows: tuple[LimitRow, ...]
    household: HouseholdResources | None
    by_set: tuple[SetAnswer, ...]
    notes: tuple[Note, ...]

    @property
    def explanation(self) -> tuple[TraceStep, ...]:
        """Each limit, then the place of the household, made when they are asked for."""
        return tuple(_explain(self).steps)

    @property
    def places(self) -> tuple[LimitRow, ...]:
        """The lines in which the household lies: more than one where the roundings decide."""
        return tuple(row for row in self.rows if row.household_in)


def validate(request: Partial[LimitsRequest], parameters: WaiverParameters) -> Iterator[Issue]:
    """Every reason why no table can be given, in the order of the questions."""
    day: date | None = request.request_date
    if found := tuple(day_issues("request_date", day, parameters.first_day, parameters.last_day)):
        yield from found
        day = None
    own, largest = request.own_limits, parameters.largest_amount
    yield from set_issues(request.parameter_set, own, day, parameters)
    if own is not None:
        yield from number_issues("own_limits.minimum", own.minimum, NOTHING, largest)
        yield from number_issues("own_limits.maximum", own.maximum, NOTHING, largest)
        yield from number_issues("own_limits.flat_reduction", own.flat_reduction, NOTHING, largest)
    household = request.household
    if household is None:
        return
    yield from required("household.resources", household.resources)
    yield from required("household.partner", household.partner)
    yield from number_issues("household.resources", household.resources, NOTHING, largest)
    children = household.children_with_child_benefit
    yield from number_issues("household.children_with_child_benefit", children, 0)


def calculate_limits(request: LimitsRequest, parameters: WaiverParameters) -> LimitsResult:
    """Every limit in the three roundings, what each line waives in both readings, and the place.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known law.
    """
    ensure_valid(validate(request, parameters))
    day, figures = request.request_date, figures_for(request, parameters)
    steps = parameters.steps.on(day)
    tables = {
        rounding: limit_table(figures.minimum, figures.maximum, steps, rounding)
        for rounding in Rounding
    }
    household = (
        None
        if request.household is None
        else household_resources(request.household, figures.flat_reduction)
    )
    rows = tuple(_rows(tables, household, day, parameters))
    by_set = _by_set(request, parameters)
    return LimitsResult(
        request=request,
        figures=figures,
        rows=rows,
        household=household,
        by_set=by_set,
        notes=tuple(_notes(request, tables, rows, by_set)),
    )


def _by_set(request: LimitsRequest, parameters: WaiverParameters) -> tuple[SetAnswer, ...]:
    """The share of the household by the published figures and by the estimate, if they differ."""
    if request.household is None:
        return ()
    found = answers_by_set(
        request, request.household, Rounding.AGENCY, Reading.DECREASING, parameters
    )
    return found if len({answer.percentage for answer in found}) > 1 else ()


def _rows(
    tables: Mapping[Rounding, LimitTable],
    household: HouseholdResources | None,
    day: date,
    parameters: WaiverParameters,
) -> Iterator[LimitRow]:
    steps, per_step = parameters.steps.on(day), parameters.percent_per_step.on(day)
    places = (
        {}
        if household is None
        else {rounding: table.band(household.countable) for rounding, table in tables.items()}
    )
    agency = tables[Rounding.AGENCY]
    for band in range(agency.bands):
        yield LimitRow(
            band=band,
            limits=(
                {rounding: table.last_cent(band) for rounding, table in tables.items()}
                if band < len(agency.limits)
                else None
            ),
            waived={
                reading: waived_percentage(band, steps, per_step, reading) for reading in Reading
            },
            household_in=tuple(rounding for rounding, place in places.items() if place == band),
        )


def _explain(result: LimitsResult) -> Explanation:
    """Each limit, then the place of the household as the agency computes it, in both readings."""
    explanation, figures, household = Explanation(), result.figures, result.household
    minimum, maximum = Cents(figures.minimum), Cents(figures.maximum)
    limits = [row.limits for row in result.rows if row.limits is not None]
    steps, of_set = len(limits) - 1, explanation.citing(figures.limits_source)
    for band, limit in enumerate(limits):
        exact, each = limit[Rounding.EXACT], limit[Rounding.EACH]
        of_set.add(limit_of_agency, band, minimum, maximum, steps, exact, each)
    if household is not None:
        agency = limit_table(minimum, maximum, steps, Rounding.AGENCY)
        explain_household(explanation, figures, agency, household)
        for reading in Reading:
            explain_percentage(explanation, agency, household, reading)
        explain_other_limits(
            explanation,
            result.by_set,
            result.request.parameter_set,
            agency,
            Reading.DECREASING,
        )
    return explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsFigures:
    """What the steps come to: the limits as the agency rounds them, and the place of a household.

    ``waived`` is its share by reading, in basis points; ``countable`` its resources, in cents.
    ``by_other_limits`` is its share by the set that was not chosen, if that is another one.
    """

    limits: tuple[int, ...]
    countable: int | None
    waived: tuple[int, ...]
    by_other_limits: int | None


@replaying
def replay_limits(steps: Sequence[TraceStep]) -> LimitsFigures:
    """The limits and the place of the household, from the steps alone; none is missing.

    Raises:
        RuleError: a step does not follow from its inputs and those before it, or was not asked.
    """
    rows = [step for step in steps if step.rule == limit_of_agency.code]
    place = steps[len(rows) :]
    first = rows[0].inputs if rows else {}
    asked: list[Sequence[AnyRule]] = [(limit_of_agency,)] * (len(rows) or 1)
    if place:
        asked += [(gross_resources,), (countable_resources,), (band_of_resources,)]
        asked += [PERCENTAGE] * len(Reading)
    by_other_limits = optional(steps, OTHER_LIMITS)
    if by_other_limits is not None:
        asked.append((OTHER_LIMITS,))
    in_order(steps, *asked)
    if len(rows) != input_of(rows[0], "steps", int) + 1:
        raise ReplayError(f"{limit_of_agency.code}: steps")
    for band, row in enumerate(rows):
        if row.inputs["band"] != band or any(row.inputs[name] != first[name] for name in OF_SET):
            raise ReplayError(f"{limit_of_agency.code}: of another table")
    if not place:
        return LimitsFigures(
            limits=tuple(map(amount_of, rows)), countable=None, waived=(), by_other_limits=None
        )
    _, countable, of_band, *readings = place if by_other_limits is None else place[:-1]
    as_applied = {name: first[name] for name in OF_SET} | {"rounding": Rounding.AGENCY.value}
    if of_band.inputs != as_applied:
        raise ReplayError(f"{of_band.rule}: of another table")
    _require_readings(readings, by_other_limits)
    return LimitsFigures(
        limits=tuple(map(amount_of, rows)),
        countable=amount_of(countable),
        waived=tuple(map(amount_of, readings)),
        by_other_limits=None if by_other_limits is None else amount_of(by_other_limits),
    )


def _require_readings(readings: Sequence[TraceStep], by_other_limits: TraceStep | None) -> None:
    """The share in each reading, and by other limits in that of the agency."""
    stated = list(zip(Reading, readings, strict=True))
    for _, step in stated:
        require_its_text(step)
    if by_other_limits is not None:
        stated.append((Reading.DECREASING, by_other_limits))
    for reading, step in stated:
        if input_of(step, "reading", str) != reading:
            raise ReplayError(f"{step.rule}: reading")


def _notes(
    request: LimitsRequest,
    tables: Mapping[Rounding, LimitTable],
    rows: tuple[LimitRow, ...],
    by_set: tuple[SetAnswer, ...],
) -> Iterator[Note]:
    """What is uncertain in the table."""
    yield NOTE_OF_SET[request.parameter_set]
    if by_set:
        yield SETS_DIFFER
    yield Note(code="two_readings", source=LIMITS)
    if any(row.roundings_differ for row in rows):
        yield Note(code="roundings_differ", source=LIMITS)
    if tables[Rounding.AGENCY].is_degenerate:
        yield Note(code="limits_too_close", source=LIMITS)
    if request.household is not None:
        yield Note(code="net_or_gross", source=GAP)

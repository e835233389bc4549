"""A maintenance amount and its index, as a question of its own: the amount of any month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.replay import ReplayError, only, replaying
from functions.law.core.rule import Before, Explanation, amount_of, input_of
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import ONE_CENT, Partial, ensure_valid, number_issues
from functions.law.core.values import MONTHS_IN_YEAR, Cents, IndexPoints, Month
from functions.law.maintenance.application import IndexationClause, TitleTerms
from functions.law.maintenance.indexation import (
    INDEXATION_BY_LAW,
    TitleIndex,
)
from functions.law.maintenance.indexation_rules import (
    adapted_amount,
    amount_of_month,
    explain_amount,
    first_by_law_or_title,
    first_year,
    no_indexation,
    not_published,
)
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.title_validation import month_issues, title_issues

OTHER_FORMULA = Source("civil_code", "203quater, § 1", Status.GAP)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexationRequest:
    """A maintenance amount in cents as the title states it, and the month that is asked about."""

    monthly_maintenance: int
    title: TitleTerms
    month: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation:
    """One adaptation of the amount, from ``month`` on.

    ``index`` is ``None`` where it is not published yet (``published`` is false, and the amount is
    the last one that is known) or older than the series (``amount`` is ``None`` too).
    """

    month: Month
    index_month: Month
    index: IndexPoints | None
    amount: Cents | None
    published: bool


@dataclass(frozen=True, kw_only=True)
class IndexationResult:
    """The amount for the month that was asked about, and every adaptation up to it.

    What explains and warns is computed when it is asked for.
    """

    request: IndexationRequest
    index: TitleIndex = field(repr=False, compare=False)
    amount: Cents
    published: bool
    adaptations: tuple[Adaptation, ...]

    @cached_property
    def explanation(self) -> tuple[TraceStep, ...]:
        """The steps."""
        return tuple(_explain(self).steps)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What is not published, not known, or left to the court."""
        return tuple(_notes(self.index, self.adaptations))


def validate(
    request: Partial[IndexationRequest], parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """Every reason why the amount cannot be given, in the order of the questions."""
    yield from number_issues(
        "monthly_maintenance", request.monthly_maintenance, ONE_CENT, parameters.largest_amount
    )
    title, month = request.title, request.month
    if title is None:
        return
    before = tuple(title_issues(title, parameters))
    yield from before
    if month is None or title.date is None or any(i.field == "title.date" for i in before):
        return
    first, last = Month.of(title.date), Month.of(parameters.last_day)
    if not first <= month <= last:
        yield Issue("month", ValidationErrorCode.NOT_IN_PERIOD, {"minimum": first, "maximum": last})
    elif not before and title.indexation is not None:
        yield from month_issues("month", month, TitleIndex(title, parameters))


def index_maintenance(
    request: IndexationRequest, parameters: MaintenanceParameters
) -> IndexationResult:
    """The amount for a month, and each adaptation since the title.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known figures.
    """
    ensure_valid(validate(request, parameters))
    index = TitleIndex(request.title, parameters)
    current = index.in_month(request.month)
    return IndexationResult(
        request=request,
        index=index,
        amount=current.amount(request.monthly_maintenance),
        published=current.published,
        adaptations=tuple(_adaptations(request, index)),
    )


def _adaptations(request: IndexationRequest, index: TitleIndex) -> Iterator[Adaptation]:
    """Every adaptation up to the month that is asked about."""
    if index.name is None:
        return
    parameters, base = index.parameters, request.monthly_maintenance
    series = parameters.series[index.name]
    every = parameters.indexation_months.on(request.title.date)
    month = index.first
    while month <= request.month:
        index_month = month.plus(-1)
        older = index_month < series.first_month
        adapted = None if older else index.in_month(month)
        published = adapted is None or adapted.published
        yield Adaptation(
            month=month,
            index_month=index_month,
            index=adapted.index if adapted is not None and adapted.published else None,
            amount=None if adapted is None else adapted.amount(base),
            published=published,
        )
        month = month.plus(every)


def _explain(result: IndexationResult) -> Explanation:
    """The amount of the title, each known adaptation of it, and the amount of the month."""
    explanation, request, index = Explanation(), result.request, result.index
    base = request.monthly_maintenance
    explain_amount(explanation, base, Month.of(request.title.date), index)
    for found in result.adaptations:
        if index.name is None or found.amount is None:
            continue
        if found.index is None:
            explanation.add(not_published, index.name, found.month, found.index_month, found.amount)
        else:
            explain_amount(explanation, base, found.month, index)
    explanation.add(amount_of_month, request.month)
    return explanation


@replaying
def replay_indexation(steps: Sequence[TraceStep]) -> int:
    """Computes the steps anew; the amount of the month.

    Raises:
        ReplayError: a step does not follow from its inputs, or one is missing.
    """
    title = only(steps, no_indexation, first_year)
    asked = only(steps, amount_of_month)
    month = input_of(asked, "month", Month)
    adapted = [
        input_of(step, "from_month", Month)
        for step in Before(steps).of(adapted_amount, not_published)
    ]
    if title.rule == first_year.code:
        anniversary = first_by_law_or_title(title)
        # Adaptations older than the series are not known.
        known = _has_published_start(steps) or not adapted
        first = anniversary if known else adapted[0]
        years = first.months_until(month) // MONTHS_IN_YEAR + 1
        expected = [first.plus(year * MONTHS_IN_YEAR) for year in range(years)]
        if adapted != expected or anniversary.months_until(first) % MONTHS_IN_YEAR:
            raise ReplayError(f"{adapted_amount.code}: not asked")
    elif adapted:
        raise ReplayError(f"{adapted_amount.code}: no index")
    return amount_of(asked)


def _has_published_start(steps: Sequence[TraceStep]) -> bool:
    """Whether the start index is one of the series, so that every later index is known."""
    return any("start_month" in step.inputs for step in Before(steps).of(adapted_amount))


def _notes(index: TitleIndex, adaptations: tuple[Adaptation, ...]) -> Iterator[Note]:
    """What is not published, not known, or left to the court."""
    parameters = index.parameters
    if index.name is None:
        if index.title.indexation is IndexationClause.NOT_STATED:
            yield Note(
                code="older_title_not_indexed",
                inputs={"since": parameters.indexed_by_law.first_day},
                source=INDEXATION_BY_LAW,
            )
        return
    series = parameters.series[index.name]
    if not all(adaptation.published for adaptation in adaptations):
        yield Note(
            code="index_not_published",
            inputs={"series": series.name, "last_month": series.last_month},
            source=series.source,
        )
    if any(adaptation.amount is None for adaptation in adaptations):
        yield Note(
            code="index_older_than_series",
            inputs={"series": series.name, "first_month": series.first_month},
            source=series.source,
        )
    if adaptations:
        yield Note(code="from_publication", source=INDEXATION_BY_LAW)
    yield Note(code="other_formula_possible", source=OTHER_FORMULA)

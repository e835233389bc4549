"""A maintenance amount and its index, as a question of its own: the amount of any month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from functions.law.core.errors import InvalidInput, Issue, ValidationErrorCode
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import number_issues
from functions.law.core.values import Cents, IndexPoints, Month, Value
from functions.law.maintenance.application import IndexationClause, TitleTerms
from functions.law.maintenance.bounds import ONE_CENT
from functions.law.maintenance.checks import IndexedTitleAnswers
from functions.law.maintenance.explain import start_index_inputs
from functions.law.maintenance.indexation import (
    INDEXATION_BY_LAW,
    index_name,
    indexation,
)
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.title_checks import month_issues, title_issues

OTHER_FORMULA = Source("civil_code", "203quater, § 1", Status.GAP)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexationRequest:
    """A maintenance amount in cents as the title states it, and the month that is asked about."""

    monthly_maintenance: int
    title: TitleTerms
    month: Month


class IndexationAnswers(Protocol):
    """A request as far as it could be read."""

    @property
    def monthly_maintenance(self) -> int | None: ...  # noqa: D102
    @property
    def title(self) -> IndexedTitleAnswers | None: ...  # noqa: D102
    @property
    def month(self) -> Month | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation:
    """The adaptation at one anniversary of the title, from ``month`` on.

    ``index`` is ``None`` where it is not published yet (``published`` is false, and the amount is
    the last one that is known) or older than the series (``amount`` is ``None`` too).
    """

    month: Month
    index_month: Month
    index: IndexPoints | None
    amount: Cents | None
    published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexationResult:
    """The amount for the month that was asked about, and every adaptation up to it."""

    request: IndexationRequest
    amount: Cents
    published: bool
    adaptations: tuple[Adaptation, ...]
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def issues(answers: IndexationAnswers, parameters: MaintenanceParameters) -> Iterator[Issue]:
    """Every reason why the amount cannot be given, in the order of the questions."""
    yield from number_issues(
        "monthly_maintenance", answers.monthly_maintenance, ONE_CENT, parameters.largest_amount
    )
    title, month = answers.title, answers.month
    if title is None:
        return
    before = tuple(title_issues(title, parameters))
    yield from before
    if month is None or title.date is None or any(i.field == "title.date" for i in before):
        return
    first, last = Month.of(title.date), Month.of(parameters.last_day)
    if not first <= month <= last:
        yield Issue("month", ValidationErrorCode.NOT_IN_PERIOD, {"minimum": first, "maximum": last})
    elif not before:
        yield from month_issues("month", title, month, parameters)


def index_maintenance(
    request: IndexationRequest, parameters: MaintenanceParameters
) -> IndexationResult:
    """The amount for a month, and each adaptation since the title.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known figures.
    """
    found = tuple(issues(request, parameters))
    if found:
        raise InvalidInput(found)
    current = indexation(request.title, request.month, parameters).of(request.monthly_maintenance)
    adaptations = tuple(_adaptations(request, parameters))
    return IndexationResult(
        request=request,
        amount=current.amount,
        published=current.published,
        adaptations=adaptations,
        explanation=tuple(_steps(request, adaptations, current.amount, parameters)),
        notes=tuple(_notes(request, adaptations, parameters)),
    )


def _adaptations(
    request: IndexationRequest, parameters: MaintenanceParameters
) -> Iterator[Adaptation]:
    """Every anniversary of the title's month up to the month that is asked about."""
    title, base = request.title, request.monthly_maintenance
    name = index_name(title.indexation, title.date, parameters)
    if name is None:
        return
    series = parameters.series[name]
    every = parameters.indexation_months.on(title.date)
    month = Month.of(title.date).plus(every)
    while month <= request.month:
        index_month = month.plus(-1)
        older = index_month < series.first_month
        adapted = None if older else indexation(title, month, parameters)
        published = adapted is None or adapted.published
        yield Adaptation(
            month=month,
            index_month=index_month,
            index=adapted.index if adapted is not None and adapted.published else None,
            amount=None if adapted is None else adapted.of(base).amount,
            published=published,
        )
        month = month.plus(every)


def _steps(
    request: IndexationRequest,
    adaptations: tuple[Adaptation, ...],
    amount: Cents,
    parameters: MaintenanceParameters,
) -> Iterator[TraceStep]:
    """The amount of the title, each known adaptation of it, and the amount of the month."""
    title, base = request.title, Cents(request.monthly_maintenance)
    name = index_name(title.indexation, title.date, parameters)
    if name is None:
        yield TraceStep(
            rule="indexation.none",
            inputs={"maintenance": base},
            value=base,
            source=INDEXATION_BY_LAW,
        )
    else:
        yield TraceStep(
            rule="indexation.first_year",
            inputs={"maintenance": base, "title_date": title.date},
            value=base,
            source=INDEXATION_BY_LAW,
        )
        for adaptation in adaptations:
            if adaptation.amount is not None:
                yield _step(request, name, adaptation, adaptation.amount, parameters)
    yield TraceStep(
        rule="indexation.month",
        inputs={"month": request.month},
        value=amount,
        source=INDEXATION_BY_LAW,
    )


def _step(
    request: IndexationRequest,
    name: str,
    adaptation: Adaptation,
    amount: Cents,
    parameters: MaintenanceParameters,
) -> TraceStep:
    """One adaptation: always from the amount of the title, or kept while no index is published."""
    if adaptation.index is None:
        return TraceStep(
            rule="indexation.not_published",
            inputs={
                "series": name,
                "from_month": adaptation.month,
                "index_month": adaptation.index_month,
                "kept": amount,
            },
            value=amount,
            source=INDEXATION_BY_LAW,
        )
    return TraceStep(
        rule="indexation.adapted",
        inputs={
            "maintenance": Cents(request.monthly_maintenance),
            "series": name,
            "from_month": adaptation.month,
            "index": adaptation.index,
            "index_month": adaptation.index_month,
            **_start(request, name, adaptation.month, parameters),
        },
        value=amount,
        source=INDEXATION_BY_LAW,
    )


def _start(
    request: IndexationRequest, name: str, month: Month, parameters: MaintenanceParameters
) -> Mapping[str, Value]:
    start = indexation(request.title, month, parameters).start
    return {} if start is None else start_index_inputs(request.title, name, start, parameters)


def _notes(
    request: IndexationRequest,
    adaptations: tuple[Adaptation, ...],
    parameters: MaintenanceParameters,
) -> Iterator[Note]:
    """What is not published, not known, or left to the court."""
    title = request.title
    name = index_name(title.indexation, title.date, parameters)
    if name is None:
        if title.indexation is IndexationClause.NOT_STATED:
            yield Note(
                code="older_title_not_indexed",
                inputs={"since": parameters.indexed_by_law.first_day},
                source=INDEXATION_BY_LAW,
            )
        return
    series = parameters.series[name]
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
    yield Note(code="other_formula_possible", source=OTHER_FORMULA)

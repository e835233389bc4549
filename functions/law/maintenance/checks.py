"""What an application must hold before a figure can be given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.parameter import IndexSeries
from functions.law.core.values import Month, Value, add_years
from functions.law.maintenance.application import (
    IndexationClause,
    PaymentHistory,
    TitleKind,
)
from functions.law.maintenance.indexation import index_name
from functions.law.maintenance.instalments import months_in_window
from functions.law.maintenance.parameters import MaintenanceParameters


class StartIndexAnswers(Protocol):
    """A start index as far as it could be read; ``None`` where a value could not."""

    @property
    def figure(self) -> int | None: ...  # noqa: D102
    @property
    def base_year(self) -> int | None: ...  # noqa: D102


class IndexedTitleAnswers(Protocol):
    """What a title says about its terms and their index, as far as it could be read."""

    @property
    def date(self) -> date | None: ...  # noqa: D102
    @property
    def indexation(self) -> IndexationClause | None: ...  # noqa: D102
    @property
    def start_index(self) -> StartIndexAnswers | None: ...  # noqa: D102
    @property
    def due_day(self) -> int | None: ...  # noqa: D102


class TitleAnswers(IndexedTitleAnswers, Protocol):
    """A title as far as it could be read."""

    @property
    def kind(self) -> TitleKind | None: ...  # noqa: D102
    @property
    def served(self) -> bool | None: ...  # noqa: D102


class ChildAnswers(Protocol):
    """A child as far as it could be read."""

    @property
    def birth_date(self) -> date | None: ...  # noqa: D102
    @property
    def child_benefit(self) -> bool | None: ...  # noqa: D102
    @property
    def education(self) -> bool | None: ...  # noqa: D102


class PaymentAnswers(Protocol):
    """A payment as far as it could be read."""

    @property
    def month(self) -> Month | None: ...  # noqa: D102


class IncomeAnswers(Protocol):
    """An income as far as it could be read."""

    @property
    def monthly_net_income(self) -> int | None: ...  # noqa: D102


class ApplicationAnswers(Protocol):
    """An application as far as it could be read: what is missing or unreadable is ``None``.

    Whoever calls says for itself what was unreadable, and passes over a "required" for that field.
    """

    @property
    def application_date(self) -> date | None: ...  # noqa: D102
    @property
    def title(self) -> TitleAnswers | None: ...  # noqa: D102
    @property
    def children(self) -> Sequence[ChildAnswers]: ...  # noqa: D102
    @property
    def payment_history(self) -> PaymentHistory | None: ...  # noqa: D102
    @property
    def received_payments(self) -> Sequence[PaymentAnswers]: ...  # noqa: D102
    @property
    def income(self) -> IncomeAnswers | None: ...  # noqa: D102


def issues(answers: ApplicationAnswers, parameters: MaintenanceParameters) -> Iterator[Issue]:
    """Every reason why no figure can be given, in the order of the questions.

    Works on answers that are partly unreadable, so that all that is wrong is said at once.
    """
    day = answers.application_date
    if day is not None:
        first, last = parameters.advance_cap.first_day, parameters.last_day
        if not first <= day <= last:
            limits: dict[str, Value] = {"minimum": first, "maximum": last}
            yield Issue("application_date", ValidationErrorCode.OUT_OF_RANGE, limits)
            day = None
    if answers.title is not None:
        yield from _title_issues(answers.title, day, parameters)
    for position, child in enumerate(answers.children):
        yield from _child_issues(f"children[{position}]", child, day, parameters)
    yield from _payment_issues(answers, day, parameters)
    if answers.income is not None and answers.income.monthly_net_income is None:
        yield Issue("income.monthly_net_income", ValidationErrorCode.REQUIRED)


def _title_issues(
    title: TitleAnswers, day: date | None, parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """The title exists before the application, and its index can be found."""
    if title.date is not None and day is not None and title.date > day:
        yield Issue("title.date", ValidationErrorCode.AFTER, {"maximum": day})
    if title.kind is TitleKind.JUDGMENT and title.served is None:
        yield Issue("title.served", ValidationErrorCode.REQUIRED)
    yield from index_issues(title, day, parameters)


def index_issues(
    title: IndexedTitleAnswers, day: date | None, parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """The start index is published or typed, and in a base that can be converted."""
    typed = title.start_index
    for missing in ("figure", "base_year"):
        if typed is not None and getattr(typed, missing) is None:
            yield Issue(f"title.start_index.{missing}", ValidationErrorCode.REQUIRED)
    if title.indexation is None or title.date is None:
        return
    name = index_name(title.indexation, title.date, parameters)
    if name is None:
        yield from _unused_start_index(typed)
        return
    series = parameters.series[name]
    start = Month.of(title.date).plus(-1)
    if typed is None:
        if start < series.first_month:
            limits: dict[str, Value] = {"series": name, "first_month": series.first_month}
            yield Issue("title.start_index.figure", ValidationErrorCode.REQUIRED, limits)
    elif typed.base_year is not None:
        bases = {base for series_name, base in parameters.to_base_2013 if series_name == name}
        if typed.base_year != series.base_year and typed.base_year not in bases:
            yield Issue(
                "title.start_index.base_year", ValidationErrorCode.NOT_KNOWN, {"series": name}
            )
    if day is not None:
        yield from _older_than_series(title, title.date, day, series, parameters)


def _unused_start_index(typed: StartIndexAnswers | None) -> Iterator[Issue]:
    """A start index that is typed for an amount that follows no index contradicts it."""
    if typed is not None and None not in (typed.figure, typed.base_year):
        yield Issue("title.start_index", ValidationErrorCode.NOT_ALLOWED)


def _older_than_series(
    title: IndexedTitleAnswers,
    title_date: date,
    day: date,
    series: IndexSeries,
    parameters: MaintenanceParameters,
) -> Iterator[Issue]:
    """No month from the start of the window on needs an index older than the published series."""
    every = parameters.indexation_months.on(day)
    title_month = Month.of(title_date)
    oldest = next(months_in_window(day, title.due_day or 1, parameters))
    periods = max(title_month.months_until(oldest) // every, 1)
    if title_month.plus(periods * every - 1) < series.first_month:
        yield Issue(
            "application_date",
            ValidationErrorCode.NOT_KNOWN,
            {"series": series.name, "first_month": series.first_month},
        )


def _child_issues(
    path: str, child: ChildAnswers, day: date | None, parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """The child is born; from 18 on, child benefit and schooling are told (art. 7, § 2)."""
    if child.birth_date is None or day is None:
        return
    if child.birth_date > day:
        yield Issue(f"{path}.birth_date", ValidationErrorCode.AFTER, {"maximum": day})
    elif add_years(child.birth_date, parameters.adult_age.on(day)) <= day:
        if child.child_benefit is None:
            yield Issue(f"{path}.child_benefit", ValidationErrorCode.REQUIRED)
        if child.education is None:
            yield Issue(f"{path}.education", ValidationErrorCode.REQUIRED)


def _payment_issues(
    answers: ApplicationAnswers, day: date | None, parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """Payments are told month by month only where that was chosen, once a month, in the window."""
    by_month = answers.payment_history is PaymentHistory.MONTH_BY_MONTH
    if answers.payment_history is not None and answers.received_payments and not by_month:
        yield Issue("received_payments", ValidationErrorCode.NOT_ALLOWED)
    title = answers.title
    if not by_month or day is None or title is None or title.date is None:
        return
    due_on = title.due_day or 1
    months = tuple(
        month
        for month in months_in_window(day, due_on, parameters)
        if month.day(due_on) >= title.date
    )
    seen: set[Month] = set()
    for position, payment in enumerate(answers.received_payments):
        if payment.month is None:
            continue
        path = f"received_payments[{position}].month"
        if payment.month in seen:
            yield Issue(path, ValidationErrorCode.DUPLICATE)
        elif payment.month not in months:
            limits: dict[str, Value] = (
                {"minimum": months[0], "maximum": months[-1]} if months else {}
            )
            yield Issue(path, ValidationErrorCode.NOT_IN_PERIOD, limits)
        seen.add(payment.month)

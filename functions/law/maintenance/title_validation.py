"""What a title must hold before an amount of it can follow the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.parameter import IndexSeries, Unit
from functions.law.core.validation import (
    LAST_DAY_OF_LONGEST_MONTH,
    Partial,
    day_issues,
    number_issues,
    required,
)
from functions.law.core.values import MONTHS_IN_YEAR, IndexPoints, Month, Value
from functions.law.maintenance.application import StartIndex, TitleTerms
from functions.law.maintenance.indexation import (
    TitleIndex,
    first_adaptation,
    index_name,
    names_a_month,
    printed_month,
    start_index_in_series,
    start_month,
)
from functions.law.maintenance.parameters import MaintenanceParameters

SMALLEST_INDEX = IndexPoints(1)
OWN_MONTHS = ("indexation_month", "first_indexation", "start_index_month")


def title_issues(title: Partial[TitleTerms], parameters: MaintenanceParameters) -> Iterator[Issue]:
    """The title lies in the known time, its terms fall due on a day, its start index is known."""
    first = parameters.indexation_months.first_day
    found = tuple(day_issues("title.date", title.date, first, parameters.last_day))
    yield from found
    yield from term_issues(title)
    if not found:
        yield from index_issues(title, parameters)


def term_issues(title: Partial[TitleTerms]) -> Iterator[Issue]:
    """The due day is a day of a month, and one can divide by the start index."""
    yield from number_issues("title.due_day", title.due_day, 1, LAST_DAY_OF_LONGEST_MONTH)
    yield from number_issues("title.indexation_month", title.indexation_month, 1, MONTHS_IN_YEAR)
    if title.start_index is not None:
        figure = title.start_index.figure
        yield from number_issues("title.start_index.figure", figure, SMALLEST_INDEX)


def index_issues(title: Partial[TitleTerms], parameters: MaintenanceParameters) -> Iterator[Issue]:
    """The start index is published or stated, and in a base that can be converted."""
    stated = title.start_index
    if stated is not None:
        yield from required("title.start_index.figure", stated.figure)
        yield from required("title.start_index.base_year", stated.base_year)
    if title.indexation is None or title.date is None:
        return
    name = index_name(title.indexation, title.date, parameters)
    if name is None:
        yield from _unused_answers(title)
        return
    series = parameters.series[name]
    of_months = tuple(_own_month_issues(title, series, parameters))
    yield from of_months
    if of_months:
        return
    if stated is None:
        if start_month(title) < series.first_month:
            limits: dict[str, Value] = {"series": name, "first_month": series.first_month}
            yield Issue("title.start_index.figure", ValidationErrorCode.REQUIRED, limits)
    elif stated.base_year is not None and stated.figure is not None and stated.figure > 0:
        typed = StartIndex(figure=stated.figure, base_year=stated.base_year)
        yield from _stated_index_issues(title, typed, name, parameters)


def _stated_index_issues(
    title: Partial[TitleTerms], typed: StartIndex, name: str, parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """The base can be converted, and the index is not far from that of the title's month.

    One that is far is probably in another base, or a slip: the published figure is named.
    """
    used = start_index_in_series(title, name, parameters)
    if used is None:
        yield Issue("title.start_index.base_year", ValidationErrorCode.NOT_KNOWN, {"series": name})
        return
    series, month = parameters.series[name], start_month(title)
    published = series.of(month) or series.of(month.plus(1))
    if published is None or names_a_month(title):
        return
    far = parameters.start_index_far.on(month.first_day())
    points = used.points
    distance = abs(points.numerator - published * points.denominator)
    if distance * Unit.PERCENT.scale * Unit.PERCENT.scale <= far * published * points.denominator:
        return
    for base in parameters.bases_of(name):
        printed = printed_month(title, replace(typed, base_year=base), name, parameters)
        if printed is not None:
            found: dict[str, Value] = {"month": printed, "printed_base": base}
            yield Issue("title.start_index.base_year", ValidationErrorCode.NOT_ALLOWED, found)
            return
    limits: dict[str, Value] = {"series": name, "month": month, "published": published}
    yield Issue("title.start_index.figure", ValidationErrorCode.NOT_ALLOWED, limits)


def _unused_answers(title: Partial[TitleTerms]) -> Iterator[Issue]:
    """What is stated of the index contradicts an amount that follows none."""
    stated = title.start_index
    if stated is not None and None not in (stated.figure, stated.base_year):
        yield Issue("title.start_index", ValidationErrorCode.NOT_ALLOWED)
    for name in OWN_MONTHS:
        if getattr(title, name) is not None:
            yield Issue(f"title.{name}", ValidationErrorCode.NOT_ALLOWED)


def _own_month_issues(
    title: Partial[TitleTerms], series: IndexSeries, parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """The months that the title fixes fit each other, its date, and the published series."""
    yearly, first = title.indexation_month, title.first_indexation
    if yearly is not None and not 1 <= yearly <= MONTHS_IN_YEAR:
        return
    last = Month.of(parameters.last_day).plus(parameters.longest_schedule)
    if first is not None:
        title_month = Month.of(title.date)
        earliest = title_month.plus(1)
        if not earliest <= first <= last:
            limits: dict[str, Value] = {"minimum": earliest, "maximum": last}
            yield Issue("title.first_indexation", ValidationErrorCode.NOT_IN_PERIOD, limits)
            return
        if yearly not in (None, first.month):
            yield Issue("title.first_indexation", ValidationErrorCode.NOT_ALLOWED)
            return
    start = title.start_index_month
    if start is not None:
        latest = first_adaptation(title, parameters)
        is_known = title.start_index is not None or start >= series.first_month
        if not is_known or start > latest:
            limits = {"minimum": series.first_month, "maximum": latest}
            yield Issue("title.start_index_month", ValidationErrorCode.NOT_IN_PERIOD, limits)


def month_issues(field: str, month: Month, index: TitleIndex) -> Iterator[Issue]:
    """The index that a month needs is not older than the published series.

    The title and its date are in order, and the month does not lie before it.
    """
    if index.name is None:
        return
    series, adaptation = index.parameters.series[index.name], index.adaptation_in(month)
    if adaptation is not None and adaptation.plus(-1) < series.first_month:
        yield Issue(
            field,
            ValidationErrorCode.NOT_KNOWN,
            {"series": index.name, "first_month": series.first_month},
        )

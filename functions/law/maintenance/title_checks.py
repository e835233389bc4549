"""What a title must hold before an amount of it can follow the index."""

from __future__ import annotations

from collections.abc import Iterator

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.validation import day_issues, number_issues
from functions.law.core.values import Month
from functions.law.maintenance.bounds import LAST_DAY_OF_LONGEST_MONTH, SMALLEST_INDEX
from functions.law.maintenance.checks import IndexedTitleAnswers, index_issues
from functions.law.maintenance.indexation import index_name
from functions.law.maintenance.parameters import MaintenanceParameters


def title_issues(title: IndexedTitleAnswers, parameters: MaintenanceParameters) -> Iterator[Issue]:
    """The title lies in the known time, its terms fall due on a day, its start index is known."""
    first = parameters.indexation_months.first_day
    found = tuple(day_issues("title.date", title.date, first, parameters.last_day))
    yield from found
    yield from number_issues("title.due_day", title.due_day, 1, LAST_DAY_OF_LONGEST_MONTH)
    if title.start_index is not None:
        figure = title.start_index.figure
        yield from number_issues("title.start_index.figure", figure, SMALLEST_INDEX)
    if not found:
        yield from index_issues(title, None, parameters)


def month_issues(
    field: str, title: IndexedTitleAnswers, month: Month, parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """The index that a month needs is not older than the published series.

    The title and its date are in order, and the month does not lie before it.
    """
    if title.date is None or title.indexation is None:
        return
    name = index_name(title.indexation, title.date, parameters)
    if name is None:
        return
    series = parameters.series[name]
    every = parameters.indexation_months.on(month.first_day())
    start = Month.of(title.date)
    periods = start.months_until(month) // every
    if periods > 0 and start.plus(periods * every - 1) < series.first_month:
        yield Issue(
            field,
            ValidationErrorCode.NOT_KNOWN,
            {"series": name, "first_month": series.first_month},
        )

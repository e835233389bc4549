"""Finds the figures of the law that are missing, or due to be checked, on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path

from functions import config_files
from functions.law.core.parameter import IndexSeries, Parameter
from functions.law.core.values import Month, add_months
from functions.parameters import load

HERE = Path(__file__).parent

HEALTH, OVERDUE = "getHealth", "overdue"
"""The operation that says whether a figure is overdue, and what is then counted of it."""


class Lack(StrEnum):
    """What is missing."""

    VALUE = "noValue"
    CHECK = "checkDue"
    INDEX_MONTH = "indexMonthMissing"
    LAST_DAY = "lastDay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One missing figure, or one check that is due.

    ``name`` is that of the parameter, of the index series or of the domain. ``since`` is the first
    day without the value, or the day on which the check or the index month was due; it may lie
    ahead. ``month`` is the index month that is missing.
    """

    name: str
    lack: Lack
    since: date
    month: Month | None = None

    def is_overdue(self, day: date) -> bool:
        """Whether the figure is already missing on that day, not only later."""
        return self.since <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When a figure counts as out of date: months ahead, months since a check, day of a month."""

    months_ahead: int
    check_months: int
    index_due_day: int


@cache
def limits() -> Limits:
    """The limits of the data file."""
    return Limits(**config_files.read(HERE, "freshness"))


def findings(day: date) -> tuple[Finding, ...]:
    """Everything in the product's figures that is missing on ``day`` or in the months after it."""
    maintenance, waiver = load.maintenance(), load.waiver()
    return tuple(
        chain(
            of_parameters(load.all_parameters(), day, limits()),
            of_series(maintenance.series, day, limits()),
            of_last_days(
                {"maintenance": maintenance.last_day, "waiver": waiver.last_day}, day, limits()
            ),
        )
    )


def overdue(day: date) -> tuple[Finding, ...]:
    """What is already missing on ``day``."""
    return tuple(finding for finding in findings(day) if finding.is_overdue(day))


def of_parameters(parameters: Iterable[Parameter], day: date, within: Limits) -> Iterator[Finding]:
    """The values that end too early, and those whose check is due, of the values of today."""
    horizon = add_months(day, within.months_ahead)
    for parameter in parameters:
        if parameter.has_ended:
            continue
        since = _first_day_without_value(parameter, day)
        if since is not None and since <= horizon:
            yield Finding(name=parameter.name, lack=Lack.VALUE, since=since)
        current = parameter.entry_on(day) or parameter.values[-1]
        due = add_months(current.last_checked, within.check_months)
        if due < day:
            yield Finding(name=parameter.name, lack=Lack.CHECK, since=due)


def _first_day_without_value(parameter: Parameter, day: date) -> date | None:
    """The first day without a value, from ``day`` on; the day the value ended if before it."""
    for value in parameter.values:
        if value.last_day is not None and value.last_day < day:
            continue
        if value.figure is None or not value.holds_on(day):
            break
        if value.last_day is None:
            return None
        day = value.last_day + timedelta(days=1)
    ended = [one.last_day for one in parameter.values if one.last_day and one.last_day < day]
    return max(ended) + timedelta(days=1) if ended else day


def of_series(series: Mapping[str, IndexSeries], day: date, within: Limits) -> Iterator[Finding]:
    """The index months that should have been added by ``day``."""
    for name, one in series.items():
        month = one.last_month.plus(1)
        while (due := month.plus(1).day(within.index_due_day)) <= day:
            yield Finding(name=name, lack=Lack.INDEX_MONTH, since=due, month=month)
            month = month.plus(1)


def of_last_days(last_days: Mapping[str, date], day: date, within: Limits) -> Iterator[Finding]:
    """The domains for which no answer is given on a day of the coming months."""
    for name, last_day in last_days.items():
        if last_day < add_months(day, within.months_ahead):
            yield Finding(name=name, lack=Lack.LAST_DAY, since=last_day + timedelta(days=1))

"""The figures of the law as they were when the worked values of the tests were read from the texts.

A test that counts on days to come takes its figures from here: a value that begins later, or a
month of an index that is published later, changes none of its results. A test that asks what the
product holds today reads ``functions.parameters.load``.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from functions.law.core.parameter import IndexSeries, Parameter
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.waiver.parameters import WaiverParameters
from functions.parameters import load
from tests.oracle.indexation import READ_UNTIL

READ_ON = date(2026, 11, 21)
ESTIMATED_UNTIL = date(2027, 12, 31)
"""The estimate was worked out ahead, up to this day."""
ONE_DAY = timedelta(days=1)

# Bound here: a test puts the functions below in the place of these.
_held_maintenance, _held_waiver = load.maintenance, load.waiver


@cache
def maintenance() -> MaintenanceParameters:
    """The figures of the act of 21 February 2003 on that day."""
    held = _held_maintenance()
    series = {name: _published(series) for name, series in held.series.items()}
    return replace(held, **_read(held), series=series)


@cache
def waiver() -> WaiverParameters:
    """The figures of the waiver on that day."""
    held = _held_waiver()
    sets = {
        name: replace(limits, **_read(limits, ESTIMATED_UNTIL if name == "estimate" else READ_ON))
        for name, limits in held.sets.items()
    }
    return replace(held, **_read(held), sets=sets)


def read_parameter(parameter: Parameter, read_until: date = READ_ON) -> Parameter:
    """A parameter without the values that begin later; the one before them has no end then."""
    values = [value for value in parameter.values if value.first_day <= read_until]
    later = parameter.values[len(values) :]
    if later and values[-1].last_day == later[0].first_day - ONE_DAY:
        values[-1] = replace(values[-1], last_day=None)
    return replace(parameter, values=tuple(values))


def _read(group: Any, read_until: date = READ_ON) -> dict[str, Parameter]:
    """Every parameter among the fields of a group, by its field."""
    held = ((one.name, getattr(group, one.name)) for one in fields(group))
    return {
        name: read_parameter(one, read_until) for name, one in held if isinstance(one, Parameter)
    }


def _published(series: IndexSeries) -> IndexSeries:
    last = READ_UNTIL[series.name]
    figures = {month: index for month, index in series.figures.items() if month <= last}
    return replace(series, figures=figures)

"""When a software decision is deemed reasoned, and how long its data are kept.

Ministerial order of 13 March 2019, art. 3, with arts 95 to 99 of the decree of 27 April 2018.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from functions.law.values import add_years


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A period during which the limitation does not run, both days included."""

    first_day: date
    last_day: date


def retention_end(
    decided_on: date,
    years: int,
    interruptions: Sequence[date],
    suspensions: Sequence[Suspension],
) -> date:
    """The last day on which the data must still be there.

    ``years`` is the longest limitation of the decree (five). An interruption starts the years
    anew; a suspension adds its days. An act that comes after the end changes nothing.
    """
    end = add_years(decided_on, years)
    events: list[tuple[date, int]] = [(day, 0) for day in interruptions] + [
        (period.first_day, (period.last_day - period.first_day).days + 1) for period in suspensions
    ]
    for day, days in sorted(events):
        if day > end:
            break
        end = end + timedelta(days=days) if days else max(end, add_years(day, years))
    return end

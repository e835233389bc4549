"""How a limitation in years runs: interrupted, it begins anew; suspended, it lasts longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from functions.law.core.time_limits import months_from
from functions.law.core.values import MONTHS_IN_YEAR, Value

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """An act that lets the limitation begin anew."""

    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A period during which the limitation does not run, both days included."""

    first_day: date
    last_day: date


class StageKind(StrEnum):
    """Why the last day is what it is."""

    PERIOD = "period"
    INTERRUPTED = "interrupted"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step on the way to the last day; ``inputs`` is what it was counted from."""

    kind: StageKind
    inputs: Mapping[str, Value]
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Limitation:
    """The last day of a limitation, how it came about, and how many events came after it."""

    last_day: date
    stages: tuple[Stage, ...]
    too_late: int


def limitation(
    event: date,
    years: int,
    interruptions: Sequence[Interruption],
    suspensions: Sequence[Suspension],
) -> Limitation:
    """A limitation of so many years from an event, counted as art. 54 counts.

    An interruption starts the years anew from its own day. A suspension adds those of its days
    that come after the start. What comes after the last day changes nothing.
    """
    open_periods = sorted(suspensions, key=lambda period: period.first_day)
    stages = [_period(StageKind.PERIOD, event, years)]
    start, used = event, 0
    for interruption in sorted(interruptions, key=lambda act: act.date):
        stages += _suspended(stages[-1].last_day, start, _begun(open_periods, interruption.date))
        if interruption.date > stages[-1].last_day:
            break
        start, used = interruption.date, used + 1
        stages.append(_period(StageKind.INTERRUPTED, start, years))
    else:
        stages += _suspended(stages[-1].last_day, start, open_periods)
    last_day = stages[-1].last_day
    too_late = len(interruptions) - used + sum(p.first_day > last_day for p in suspensions)
    return Limitation(last_day=last_day, stages=tuple(stages), too_late=too_late)


def _begun(periods: Sequence[Suspension], day: date) -> list[Suspension]:
    return [period for period in periods if period.first_day <= day]


def _period(kind: StageKind, event: date, years: int) -> Stage:
    counted = months_from(event, MONTHS_IN_YEAR * years, None)
    return Stage(kind=kind, inputs={"event": event, "years": years}, last_day=counted.counted_to)


def _suspended(last_day: date, start: date, periods: Sequence[Suspension]) -> list[Stage]:
    """The stages by which suspensions after ``start``, in order of time, lengthen the term."""
    stages: list[Stage] = []
    for period in periods:
        first = max(period.first_day, start + ONE_DAY)
        if period.last_day < first or period.first_day > last_day:
            continue
        days = (period.last_day - first).days + 1
        inputs: dict[str, Value] = {
            "last_day": last_day,
            "first_day": first,
            "until": period.last_day,
            "days": days,
        }
        last_day += timedelta(days=days)
        stages.append(Stage(kind=StageKind.SUSPENDED, inputs=inputs, last_day=last_day))
    return stages

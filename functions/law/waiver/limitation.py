"""How a limitation in years runs: interrupted, it begins anew; suspended, it lasts longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from functions.law.core.rule import AnyRule, Before, rule
from functions.law.core.time_limits import EVENT, months_from
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


def last_day_before(before: Before) -> Value | None:
    """The last day as it was before the stage at hand."""
    found = before.last(*RULES.values())
    return None if found is None else found.value


def years_before(before: Before) -> Value | None:
    """The years of the period that begins anew."""
    found = before.last(last_day_of_period, last_day_after_interruption)
    return None if found is None else found.inputs.get("years")


def comes_in_time(before: Before, event: date) -> bool:
    """What comes after the last day interrupts nothing."""
    last_day = last_day_before(before)
    return isinstance(last_day, date) and event <= last_day


def counts_both_days(first_day: date, until: date, days: int) -> bool:
    """The first day and the last are part of the suspension."""
    return first_day <= until and days == (until - first_day).days + 1


@rule("retention.period", thresholds=EVENT)
def last_day_of_period(event: date, years: int) -> date:
    """So many years, counted as art. 54 counts."""
    return months_from(event, MONTHS_IN_YEAR * years, None).counted_to


@rule(
    "retention.interrupted",
    when=(comes_in_time,),
    thresholds=EVENT,
    follows={"years": years_before},
)
def last_day_after_interruption(event: date, years: int) -> date:
    """The years begin anew on the day of the interruption."""
    return last_day_of_period.formula(event, years)


@rule("retention.suspended", when=(counts_both_days,), follows={"last_day": last_day_before})
def last_day_after_suspension(last_day: date, first_day: date, until: date, days: int) -> date:
    """The days of the suspension are added to the last day before it."""
    return last_day + timedelta(days=days)


RULES: Mapping[StageKind, AnyRule] = {
    StageKind.PERIOD: last_day_of_period,
    StageKind.INTERRUPTED: last_day_after_interruption,
    StageKind.SUSPENDED: last_day_after_suspension,
}


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
    last_day = last_day_of_period.formula(event, years)
    return Stage(kind=kind, inputs={"event": event, "years": years}, last_day=last_day)


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
        last_day = last_day_after_suspension.formula(last_day, first, period.last_day, days)
        stages.append(Stage(kind=StageKind.SUSPENDED, inputs=inputs, last_day=last_day))
    return stages

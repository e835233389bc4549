"""How a limitation in years runs: interrupted, it begins anew; suspended, it lasts longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from functions.law.core.rule import AnyRule, Before, date_of, input_of, rule
from functions.law.core.time_limits import EVENT, months_from
from functions.law.core.values import MONTHS_IN_YEAR, Month, Value, add_years

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """An act that lets the limitation begin anew."""

    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A period during which the limitation does not run, both days included.

    ``last_day`` is ``None`` while nobody knows it, as of an appeal that is pending.
    """

    first_day: date
    last_day: date | None = None


class StageKind(StrEnum):
    """Why the last day is what it is."""

    PERIOD = "period"
    INTERRUPTED = "interrupted"
    SUSPENDED = "suspended"
    OPEN = "open"


def last_day_before(before: Before) -> Value | None:
    """The last day as it was before the stage at hand; none while a suspension is open."""
    found = before.last(*RULES.values())
    return None if found is None or found.rule == days_left.code else found.value


def years_before(before: Before) -> Value | None:
    """The years of the period that begins anew."""
    found = before.last(last_day_of_period, last_day_after_interruption)
    return None if found is None else found.inputs.get("years")


def runs_from_the_next_month(month: Month, runs_from: date) -> bool:
    """The first of the month after the payment is itself the first day of the period."""
    return runs_from == month.plus(1).first_day()


def comes_in_time(before: Before, event: date) -> bool:
    """What comes before the period, or after its last day, interrupts nothing."""
    period, latest = before.last(last_day_of_period), before.last(*RULES.values())
    if period is None or latest is None or event < input_of(period, "runs_from", date):
        return False
    return latest.rule == days_left.code or event <= date_of(latest)


def counts_both_days(first_day: date, until: date, days: int) -> bool:
    """The first day and the last are part of the suspension."""
    return first_day <= until and days == (until - first_day).days + 1


@rule("retention.period", when=(runs_from_the_next_month,), thresholds=("month", "runs_from"))
def last_day_of_period(month: Month, runs_from: date, years: int) -> date:
    """So many years from the first of the month after the payment, that day included."""
    return add_years(runs_from, years) - ONE_DAY


@rule(
    "retention.interrupted",
    when=(comes_in_time,),
    thresholds=EVENT,
    follows={"years": years_before},
)
def last_day_after_interruption(event: date, years: int) -> date:
    """The years begin anew on the day of the interruption, counted as art. 54 counts."""
    return months_from(event, MONTHS_IN_YEAR * years, None).counted_to


@rule("retention.suspended", when=(counts_both_days,), follows={"last_day": last_day_before})
def last_day_after_suspension(last_day: date, first_day: date, until: date, days: int) -> date:
    """The days of the suspension are added to the last day before it."""
    return last_day + timedelta(days=days)


def begins_in_time(last_day: date, first_day: date) -> bool:
    """The suspension begins while the period runs."""
    return first_day <= last_day


@rule("retention.open", when=(begins_in_time,), follows={"last_day": last_day_before})
def days_left(last_day: date, first_day: date) -> int:
    """The days that are left when a suspension begins of which nobody knows the end."""
    return (last_day - first_day).days + 1


RULES: Mapping[StageKind, AnyRule] = {
    StageKind.PERIOD: last_day_of_period,
    StageKind.INTERRUPTED: last_day_after_interruption,
    StageKind.SUSPENDED: last_day_after_suspension,
    StageKind.OPEN: days_left,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step on the way to the last day; ``inputs`` is what it was counted from.

    ``last_day`` is ``None`` while a suspension is open.
    """

    kind: StageKind
    inputs: Mapping[str, Value]
    last_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limitation:
    """The last day of a limitation, how it came about, and how many events had no effect.

    ``last_day`` is ``None`` while a suspension is open. ``too_early`` counts the interruptions
    before the period began, ``too_late`` the events after its last day.
    """

    last_day: date | None
    stages: tuple[Stage, ...]
    too_early: int
    too_late: int


def limitation(
    month: Month,
    years: int,
    interruptions: Sequence[Interruption],
    suspensions: Sequence[Suspension],
) -> Limitation:
    """A limitation of so many years from the first of the month after a month.

    An interruption starts the years anew from its own day. A suspension adds those of its days
    that come after the start; one that is open leaves no last day. What comes before the start or
    after the last day changes nothing.
    """
    open_periods = sorted(suspensions, key=lambda period: period.first_day)
    runs_from = month.plus(1).first_day()
    in_order = sorted(act.date for act in interruptions)
    days = [day for day in in_order if day >= runs_from]
    stages = [_stage(StageKind.PERIOD, month=month, runs_from=runs_from, years=years)]
    start, used = runs_from - ONE_DAY, 0
    for day in days:
        stages += _suspended(stages[-1], start, _begun(open_periods, day))
        last_day = stages[-1].last_day
        if last_day is not None and day > last_day:
            break
        start, used = day, used + 1
        stages.append(_stage(StageKind.INTERRUPTED, event=start, years=years))
    else:
        stages += _suspended(stages[-1], start, open_periods)
    last_day = stages[-1].last_day
    ignored = 0 if last_day is None else sum(p.first_day > last_day for p in suspensions)
    return Limitation(
        last_day=last_day,
        stages=tuple(stages),
        too_early=len(in_order) - len(days),
        too_late=len(days) - used + ignored,
    )


def _begun(periods: Sequence[Suspension], day: date) -> list[Suspension]:
    return [period for period in periods if period.first_day <= day]


def _stage(kind: StageKind, **inputs: Value) -> Stage:
    value = RULES[kind].formula(**inputs)
    return Stage(kind=kind, inputs=inputs, last_day=value if isinstance(value, date) else None)


def _suspended(running: Stage, start: date, periods: Sequence[Suspension]) -> list[Stage]:
    """The stages by which suspensions after ``start``, in order of time, lengthen the term."""
    stages: list[Stage] = []
    last_day = running.last_day
    for period in periods:
        first, until = max(period.first_day, start + ONE_DAY), period.last_day
        if last_day is None or period.first_day > last_day:
            continue
        if until is None:
            stage = _stage(StageKind.OPEN, last_day=last_day, first_day=first)
        elif until < first:
            continue
        else:
            days = (until - first).days + 1
            stage = _stage(
                StageKind.SUSPENDED, last_day=last_day, first_day=first, until=until, days=days
            )
        last_day = stage.last_day
        stages.append(stage)
    return stages

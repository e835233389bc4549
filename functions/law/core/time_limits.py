"""How a legal term runs from an event to its last day (Judicial Code, arts 52 to 54)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from functions.law.core.rule import AnyRule, Before, rule
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.values import Month, Value, add_months
from functions.law.core.working_days import LegalHolidays, working_day_from

JUDICIAL_CODE = "judicial_code"
NOT_STATED = Source(JUDICIAL_CODE, "53", Status.GAP)


class Length(StrEnum):
    """What a term is counted in."""

    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A term: the event that starts it, its last day by the count, and the day it really ends.

    ``ends_on`` is later than ``counted_to`` when art. 53 moves a last day that is no working day.
    """

    event: date
    first_day: date
    counted_to: date
    ends_on: date

    @property
    def is_moved(self) -> bool:
        """Whether the last day moved to the next working day."""
        return self.ends_on != self.counted_to


def days_from(event: date, days: int, holidays: LegalHolidays | None) -> Deadline:
    """A term in days: from the day after the event, the last day included, every day counted.

    ``holidays`` is ``None`` for a term that does not move when it ends on a holiday.
    """
    return _deadline(event, event + timedelta(days=days), holidays)


def months_from(event: date, months: int, holidays: LegalHolidays | None) -> Deadline:
    """A term in months: event on the 9th, first day the 10th, last day the 9th (art. 54).

    It runs to the eve of its first day's number: an event on the last day of a month starts on the
    1st, and ends on the last day of a month, however long that month is.
    """
    first = event + timedelta(days=1)
    if first.day == 1:
        last = Month.of(first).plus(months).first_day() - timedelta(days=1)
    else:
        last = add_months(event, months)
    return _deadline(event, last, holidays)


def _deadline(event: date, last: date, holidays: LegalHolidays | None) -> Deadline:
    return Deadline(
        event=event,
        first_day=event + timedelta(days=1),
        counted_to=last,
        ends_on=last if holidays is None else working_day_from(last, holidays),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalDate:
    """One day of a procedure, and how it was found. ``deadline`` is set where a term ends on it."""

    code: str
    day: date
    step: TraceStep
    deadline: Deadline | None = None


def _days(event: date, days: int) -> date:
    return days_from(event, days, None).ends_on


def _months(event: date, months: int) -> date:
    return months_from(event, months, None).ends_on


def _days_moved(event: date, days: int, counted_to: date, days_moved: int) -> date:
    return counted_to + timedelta(days=days_moved)


def _months_moved(event: date, months: int, counted_to: date, days_moved: int) -> date:
    return counted_to + timedelta(days=days_moved)


def counts_days(event: date, days: int, counted_to: date) -> bool:
    """Whether so many days from the event count to that day."""
    return _days(event, days) == counted_to


def counts_months(event: date, months: int, counted_to: date) -> bool:
    """Whether so many months from the event count to that day."""
    return _months(event, months) == counted_to


def moves_later(days_moved: int) -> bool:
    """Art. 53: a last day that is no working day moves to the next one."""
    return days_moved > 0


EVENT = ("event",)
"""Compared by terms of months and years: two days at the end of a month can end a term alike."""


@dataclass(frozen=True, slots=True, eq=False)
class TimeLimit:
    """A legal term with its two rules: the last day as counted, and as art. 53 moves it.

    The rule of a moved day names the days by which it moved, so that it can be counted anew without
    a calendar of holidays.
    """

    code: str
    unit: Length
    counted: AnyRule
    moved: AnyRule

    def ends(
        self,
        event: date,
        length: int,
        *,
        holidays: LegalHolidays | None = None,
        source: Source | None = None,
    ) -> LegalDate:
        """The last day of the term that runs from an event; with ``holidays`` it can move.

        ``source``: the text, where the term declares none or several.
        """
        count = days_from if self.unit is Length.DAYS else months_from
        deadline = count(event, length, holidays)
        inputs: dict[str, Value] = {"event": event, self.unit.value: length}
        if deadline.is_moved:
            inputs["counted_to"] = deadline.counted_to
            inputs["days_moved"] = (deadline.ends_on - deadline.counted_to).days
        rule = self.moved if deadline.is_moved else self.counted
        step = rule.make(Before(), source, (), inputs)
        return LegalDate(code=self.code, day=deadline.ends_on, step=step, deadline=deadline)


def time_limit(code: str, unit: Length, *sources: Source) -> TimeLimit:
    """Declares a legal term; without sources, that of its dated length is given with each step."""
    counted: AnyRule
    moved: AnyRule
    name = f"deadline.{code}"
    if unit is Length.DAYS:
        counted = rule(name, *sources)(_days)
        moved = rule(f"{name}.moved", *sources, when=(counts_days, moves_later))(_days_moved)
    else:
        counted = rule(name, *sources, thresholds=EVENT)(_months)
        moved = rule(
            f"{name}.moved", *sources, when=(counts_months, moves_later), thresholds=EVENT
        )(_months_moved)
    return TimeLimit(code, unit, counted, moved)


def term_ends(  # noqa: PLR0913 - a term is its name, event, length, unit, calendar and text
    code: str,
    event: date,
    length: int,
    unit: Length,
    *,
    holidays: LegalHolidays | None,
    source: Source,
) -> LegalDate:
    """The last day of a term, with the step that says how it was counted.

    The step names the days by which the last day moved, so that it can be counted anew without a
    calendar of holidays.
    """
    count = days_from if unit is Length.DAYS else months_from
    deadline = count(event, length, holidays)
    inputs: dict[str, Value] = {"event": event, unit.value: length}
    if deadline.is_moved:
        inputs["counted_to"] = deadline.counted_to
        inputs["days_moved"] = (deadline.ends_on - deadline.counted_to).days
    step = TraceStep(
        rule=f"deadline.{code}" + (".moved" if deadline.is_moved else ""),
        inputs=inputs,
        value=deadline.ends_on,
        source=source,
    )
    return LegalDate(code=code, day=deadline.ends_on, step=step, deadline=deadline)


def not_moved_note(day: date, holidays: LegalHolidays) -> Note | None:
    """The gap of art. 53, where a term that is no procedural act ends on a day off.

    No text says that such a term moves: it does not, and the reader learns of the later day.
    """
    working_day = working_day_from(day, holidays)
    if working_day == day:
        return None
    return Note(
        code="term_not_moved",
        inputs={"last_day": day, "next_working_day": working_day},
        source=NOT_STATED,
    )

"""How a legal term runs to its last day (Judicial Code, arts 52 to 54)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from functions.law.core.rule import AnyRule, Before, rule
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.values import Month, Value, add_months
from functions.law.core.working_days import ONE_DAY, LegalHolidays, working_day_from

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
    return _deadline(event, event + ONE_DAY, event + timedelta(days=days), holidays)


def months_from(event: date, months: int, holidays: LegalHolidays | None) -> Deadline:
    """A term in months: event on the 9th, first day the 10th, last day the 9th (art. 54).

    It runs to the eve of its first day's number: an event on the last day of a month starts on the
    1st, and ends on the last day of a month, however long that month is.
    """
    first = event + ONE_DAY
    if first.day == 1:
        last = Month.of(first).plus(months).first_day() - ONE_DAY
    else:
        last = add_months(event, months)
    return _deadline(event, first, last, holidays)


def months_counting_first_day(event: date, months: int, holidays: LegalHolidays | None) -> Deadline:
    """A term in months "counting from" a day that is itself the first one: on the 9th, to the 8th.

    It runs to the eve of its first day's number, or to the last day of a month without that number.
    """
    same = add_months(event, months)
    last = same - ONE_DAY if same.day == event.day else same
    return _deadline(event, event, last, holidays)


def _deadline(event: date, first_day: date, last: date, holidays: LegalHolidays | None) -> Deadline:
    return Deadline(
        event=event,
        first_day=first_day,
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


def _days(event: date, days: int, first_day: date) -> date:
    return days_from(event, days, None).ends_on


def _months(event: date, months: int, first_day: date) -> date:
    return months_from(event, months, None).ends_on


def _months_counting_first_day(event: date, months: int, first_day: date) -> date:
    return months_counting_first_day(event, months, None).ends_on


def _days_moved(event: date, days: int, first_day: date, counted_to: date, days_moved: int) -> date:
    return counted_to + timedelta(days=days_moved)


def _months_moved(
    event: date, months: int, first_day: date, counted_to: date, days_moved: int
) -> date:
    return counted_to + timedelta(days=days_moved)


def begins_after_event(event: date, first_day: date) -> bool:
    """Art. 52: the first day is the one after the event."""
    return first_day == event + ONE_DAY


def begins_with_event(event: date, first_day: date) -> bool:
    """Whether the day of the event is itself the first day."""
    return first_day == event


def counts_days(event: date, days: int, counted_to: date) -> bool:
    """Whether so many days from the event count to that day."""
    return days_from(event, days, None).ends_on == counted_to


def counts_months(event: date, months: int, counted_to: date) -> bool:
    """Whether so many months from the event count to that day."""
    return months_from(event, months, None).ends_on == counted_to


def counts_months_with_first_day(event: date, months: int, counted_to: date) -> bool:
    """Whether so many months, the day of the event counted, end on that day."""
    return months_counting_first_day(event, months, None).ends_on == counted_to


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
    count: Callable[[date, int, LegalHolidays | None], Deadline]
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
        deadline = self.count(event, length, holidays)
        inputs: dict[str, Value] = {
            "event": event,
            self.unit.value: length,
            "first_day": deadline.first_day,
        }
        if deadline.is_moved:
            inputs["counted_to"] = deadline.counted_to
            inputs["days_moved"] = (deadline.ends_on - deadline.counted_to).days
        rule = self.moved if deadline.is_moved else self.counted
        step = rule.make(Before(), source, (), inputs)
        return LegalDate(code=self.code, day=deadline.ends_on, step=step, deadline=deadline)


def time_limit(
    code: str, unit: Length, *sources: Source, counts_first_day: bool = False
) -> TimeLimit:
    """Declares a legal term; without sources, that of its dated length is given with each step.

    ``counts_first_day``: months that count from a day which is itself the first one.
    """
    name = f"deadline.{code}"
    if unit is Length.DAYS:
        after = (begins_after_event,)
        counted: AnyRule = rule(name, *sources, when=after)(_days)
        moved: AnyRule = rule(f"{name}.moved", *sources, when=(*after, counts_days, moves_later))(
            _days_moved
        )
        return TimeLimit(code, unit, days_from, counted, moved)
    begins, counts, formula, count = (
        (
            begins_with_event,
            counts_months_with_first_day,
            _months_counting_first_day,
            months_counting_first_day,
        )
        if counts_first_day
        else (begins_after_event, counts_months, _months, months_from)
    )
    counted = rule(name, *sources, when=(begins,), thresholds=EVENT)(formula)
    moved = rule(f"{name}.moved", *sources, when=(begins, counts, moves_later), thresholds=EVENT)(
        _months_moved
    )
    return TimeLimit(code, unit, count, counted, moved)


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

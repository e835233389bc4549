"""How a legal term runs from an event to its last day (Judicial Code, arts 52 to 54)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

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

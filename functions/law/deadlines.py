"""How a legal term runs from an event to its last day (Judicial Code, arts 52 to 54)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from functions.law.values import add_months
from functions.law.working_days import LegalHolidays, working_day_from


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
    """A term in months: event on the 9th, first day the 10th, last day the 9th (art. 54)."""
    return _deadline(event, add_months(event, months), holidays)


def _deadline(event: date, last: date, holidays: LegalHolidays | None) -> Deadline:
    return Deadline(
        event=event,
        first_day=event + timedelta(days=1),
        counted_to=last,
        ends_on=last if holidays is None else working_day_from(last, holidays),
    )

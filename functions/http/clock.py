"""The one place that asks for the time, so that a test sets it for every module at once.

Call it as ``clock.now()``. The calendar day is that of Brussels, computed without a time-zone
database, which the runtime may lack.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

WINTER = timedelta(hours=1)
SUMMER = timedelta(hours=2)
MARCH = 3
OCTOBER = 10
SWITCH_HOUR = 1
SUNDAY = 6


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def seconds() -> int:
    """Whole seconds since 1970."""
    return int(now().timestamp())


def today() -> date:
    """The calendar day in Brussels now."""
    return day_in_brussels(now())


def day_in_brussels(moment: datetime) -> date:
    """The calendar day in Brussels at a moment in UTC.

    Summer time runs from the last Sunday of March to the last Sunday of October, 01:00 UTC
    (Directive 2000/84/EC, arts 2 and 3).
    """
    begins = _last_sunday(moment.year, MARCH)
    ends = _last_sunday(moment.year, OCTOBER)
    return (moment + (SUMMER if begins <= moment < ends else WINTER)).date()


def _last_sunday(year: int, month: int) -> datetime:
    """The switch on the last Sunday of a month of 31 days."""
    last = datetime(year, month, 31, SWITCH_HOUR, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() - SUNDAY) % 7)

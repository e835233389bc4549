"""The only place where the register asks for the time, so that a test can move it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from functions.http.today import day_in_brussels


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in Brussels."""
    return day_in_brussels(now())

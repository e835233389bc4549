"""The current time. Tests replace ``now``, and with it every time that is derived from it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The current time in UTC."""
    return datetime.now(UTC)


def seconds() -> int:
    """Whole seconds since 1970."""
    return int(now().timestamp())

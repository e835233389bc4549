"""Refusals that every request has in common: a value out of its bounds, or not given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.values import Value


def number_issues(
    field: str, number: int | None, minimum: int, maximum: int | None = None
) -> Iterator[Issue]:
    """A number, or an amount in the unit of its bounds, from ``minimum`` to ``maximum``."""
    if number is None or (number >= minimum and (maximum is None or number <= maximum)):
        return
    limits: dict[str, Value] = {"minimum": minimum}
    if maximum is not None:
        limits["maximum"] = maximum
    yield Issue(field, ValidationErrorCode.OUT_OF_RANGE, limits)


def day_issues(field: str, day: date | None, first: date, last: date) -> Iterator[Issue]:
    """A day from ``first`` to ``last``."""
    if day is not None and not first <= day <= last:
        yield Issue(field, ValidationErrorCode.OUT_OF_RANGE, {"minimum": first, "maximum": last})

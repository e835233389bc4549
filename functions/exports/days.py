"""The days of a result that a reader may want to keep, for a calendar and for a summary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from functions.i18n.catalog import Catalog
from functions.law.core.trace import Source, TraceStep
from functions.law.core.values import Value

if TYPE_CHECKING:
    # Of one kind of result each: the days of another need neither.
    from functions.law.core.time_limits import LegalDate
    from functions.law.maintenance.key_dates import KeyDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day, what it is and what it means. ``child`` counts from one, where it is about one."""

    code: str
    date: date
    title: str
    text: str
    source: Source
    child: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of a result in their order, and the day for which it was calculated.

    ``case`` distinguishes this case from another one of the same reader in a calendar, and does not
    change when it is calculated anew: the date of its decision or its title.
    """

    calculated_for: date
    case: str
    days: tuple[Day, ...]

    def __bool__(self) -> bool:
        """Whether there is any day to keep."""
        return bool(self.days)


def legal_days(
    subject: str, made_for: date, case: str, dates: Iterable[LegalDate], catalog: Catalog
) -> Days:
    """The days of a procedure, in the words of its subject."""
    return Days(
        calculated_for=made_for,
        case=case,
        days=tuple(
            one_day(f"{subject}.dates.{found.code}", found.day, found.step.source, catalog)
            for found in dates
        ),
    )


def key_days(
    subject: str, made_for: date, case: str, dates: Iterable[KeyDate], catalog: Catalog
) -> Days:
    """The days to keep in mind after an application, in the words of its subject."""
    return Days(
        calculated_for=made_for,
        case=case,
        days=tuple(
            one_day(
                f"{subject}.key_dates.{found.code}", found.day, found.source, catalog, found.child
            )
            for found in dates
        ),
    )


def day_of_step(
    code: str, day: date, subject: str, steps: Iterable[TraceStep], catalog: Catalog
) -> Day:
    """The day of that code which a step of the explanation gives, with the source of that step."""
    source = next(step.source for step in steps if step.value == day)
    return one_day(f"{subject}.calendar.{code}", day, source, catalog)


def one_day(
    key: str,
    day: date,
    source: Source,
    catalog: Catalog,
    position: int | None = None,
    **inputs: Value,
) -> Day:
    """The day whose words are under ``key``; ``position`` is that of the child it is about."""
    child = None if position is None else position + 1
    values = {**inputs, **({} if child is None else {"number": child})}
    return Day(
        code=key,
        date=day,
        title=catalog.gettext(f"{key}.title", **values),
        text=catalog.gettext(f"{key}.text", **values),
        source=source,
        child=child,
    )

"""The days that are left as a strip: today, the last day on which to act, and the end by law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from functions.i18n.catalog import Catalog

MOST_SHOWN = 7
"""Of a longer time the strip shows today and its last days."""
LAST_SHOWN = 3
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StripDay:
    """One day of the strip. ``follows_gap``: days before it are left out."""

    weekday: str
    number: int
    is_today: bool
    is_safe: bool
    is_end: bool
    follows_gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysStrip:
    """The strip, what it says in words, and what stands below its first and its last day."""

    days: tuple[StripDay, ...]
    text: str
    first: str
    last: str


def days_strip(catalog: Catalog, today: date, safe: date, end: date) -> DaysStrip:
    """The days from today to the end; ``safe`` is the last one on which to act.

    Raises:
        ValueError: the last day on which to act is past, or after the end.
    """
    if not today <= safe <= end:
        raise ValueError(f"{safe} is not between {today} and {end}")
    every = [today + ONE_DAY * number for number in range((end - today).days + 1)]
    shown = every if len(every) <= MOST_SHOWN else [today, *every[-LAST_SHOWN:]]
    is_moved = safe != end
    return DaysStrip(
        days=tuple(
            StripDay(
                weekday=catalog.style.short_weekdays[day.weekday()],
                number=day.day,
                is_today=day == today,
                is_safe=day == safe,
                is_end=day == end and is_moved,
                follows_gap=place > 0 and day - shown[place - 1] > ONE_DAY,
            )
            for place, day in enumerate(shown)
        ),
        text=catalog.gettext(
            f"common.days_strip.{'moved' if is_moved else 'text'}",
            today=catalog.full_day(today),
            safe=catalog.full_day(safe),
            end=catalog.full_day(end),
        ),
        first=catalog.gettext("common.days_strip.today"),
        last=catalog.gettext(
            "common.days_strip.pay", weekday=catalog.style.weekdays[safe.weekday()]
        ),
    )

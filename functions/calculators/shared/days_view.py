"""Days as an answer says them: how many are left, and until when one is safe."""

from __future__ import annotations

from datetime import date

from functions.i18n.catalog import Catalog
from functions.law.core.working_days import ONE_DAY, LegalHolidays, is_working_day


def safe_day(last_day: date, today: date, holidays: LegalHolidays) -> date:
    """The last working day of a term whose last day does not move, if it is not past.

    >>> safe_day(date(2026, 12, 5), date(2026, 11, 30), LegalHolidays(
    ...     fixed=frozenset(), days_after_easter=frozenset()))
    datetime.date(2026, 12, 4)
    """
    day = last_day
    while day > today and not is_working_day(day, holidays):
        day -= ONE_DAY
    return day if is_working_day(day, holidays) else last_day


def day_of_year(catalog: Catalog, day: date) -> str:
    """A day with its weekday and without its year, beside another day of about that time."""
    return catalog.full_day(day).removesuffix(str(day.year)).strip()

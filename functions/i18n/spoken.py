"""Days with their weekday and amounts without empty cents, as a sentence says them."""

from __future__ import annotations

from datetime import date

from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents

CENTS_IN_EURO = 100


def full_day(catalog: Catalog, day: date) -> str:
    """A day with its weekday: Friday 4 December 2026."""
    return catalog.gettext(
        "formats.full_day",
        weekday=catalog.gettext(f"formats.weekdays.{day.isoweekday()}"),
        day=catalog.format(day),
    )


def short_amount(catalog: Catalog, amount: Cents) -> str:
    """An amount, without its cents where there are none."""
    euros, cents = divmod(amount, CENTS_IN_EURO)
    if cents:
        return catalog.format(amount)
    return catalog.style.amount.format(number=catalog.format(euros))

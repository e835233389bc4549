"""What sets a month of a ledger apart: on the page, in its table as a file, in the annex."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from functions.i18n.catalog import Catalog
from functions.law.maintenance.ledger import LedgerMonth


def remarks(month: LedgerMonth) -> Iterator[str]:
    """The keys of what stands beside a month that was not simply paid or missed."""
    if month.counts_as_missed:
        yield "in_window"
    if not month.claimable:
        yield "too_old"
    if not month.published:
        yield "not_published"


def remark_texts(names: Iterable[str], catalog: Catalog) -> str:
    """The same in words."""
    return "; ".join(catalog.gettext(f"arrears.months.{name}") for name in names)

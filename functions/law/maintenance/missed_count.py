"""How the terms of the twelve months were paid: not at all, in part, or without the index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from functions.law.core.validation import NOTHING
from functions.law.core.values import Cents
from functions.law.maintenance.instalments import Instalment
from functions.law.maintenance.ledger import LedgerMonth


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedCount:
    """Months of the twelve before the application (art. 6), by what came; ``missing`` in cents.

    ``without_index``: the amount of the title came, but not its adaptation. ``not_given``: nothing
    was said of the month, which then counts neither as paid nor as missed. ``index_missing`` is
    what is missing of the months in which only the adaptation did not come.
    """

    without_payment: int
    partly_paid: int
    without_index: int
    not_given: int
    missing: Cents
    index_missing: Cents = NOTHING


def of_instalments(terms: Iterable[Instalment]) -> MissedCount:
    """The count of the terms of an application."""
    terms = tuple(terms)
    return _count(
        [(term.received, term.in_title, term.missing) for term in terms if term.missed],
        not_given=sum(term.received is None for term in terms),
        missing=sum(term.missing for term in terms),
    )


def of_ledger(months: Iterable[LedgerMonth], in_title: int, in_window: int) -> MissedCount:
    """The count of a ledger; ``in_title`` cents a month, ``in_window`` terms that fell due."""
    window = [month for month in months if month.in_window]
    return _count(
        [(month.received, in_title, month.missing) for month in window if month.is_missed],
        not_given=in_window - len(window),
        missing=sum(month.missing for month in window),
    )


def _count(
    missed: Sequence[tuple[int | None, int, int]], *, not_given: int, missing: int
) -> MissedCount:
    """The count, from what came of each missed term, the amount of the title, what is missing."""
    unpaid = sum(received == 0 for received, _, _ in missed)
    of_index = [
        gap for received, title, gap in missed if received is not None and received >= title
    ]
    return MissedCount(
        without_payment=unpaid,
        partly_paid=len(missed) - unpaid - len(of_index),
        without_index=len(of_index),
        not_given=not_given,
        missing=Cents(missing),
        index_missing=Cents(sum(of_index)),
    )

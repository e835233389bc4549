"""What the arrears of a ledger write into the request for intervention."""

from __future__ import annotations

from collections.abc import Iterator

from functions.law.maintenance.arrears import ArrearsResult
from functions.paper_forms.entries import Entry, Writer
from functions.paper_forms.payment_table import ledger_rows, payment_entries


def arrears_entries(writer: Writer, arrears: ArrearsResult) -> Iterator[Entry]:
    """Every entry of the form that the ledger knows.

    The calculator asks the amounts, the title and the payments by the same names as the form. What
    it does not ask, such as the birth of a child or whether advances are wanted, stays open.
    """
    yield from writer.answered(arrears.request)
    yield from payment_entries(writer, ledger_rows(arrears.months))

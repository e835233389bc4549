"""What the arrears of a ledger write into the request for intervention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from functions.forms.partial_answers import PartialAnswers
from functions.law.maintenance.arrears import ArrearsResult
from functions.paper_forms.entries import Entry, Writer
from functions.paper_forms.payment_table import ledger_rows, payment_entries


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrearsCase:
    """The answers to the arrears calculator, and what was added up."""

    answers: PartialAnswers
    arrears: ArrearsResult


def arrears_entries(writer: Writer, case: ArrearsCase) -> Iterator[Entry]:
    """Every entry of the form that the ledger knows.

    The calculator asks the amounts, the title and the payments by the same names as the form. What
    it does not ask, such as the birth of a child or whether advances are wanted, stays open.
    """
    yield from writer.answered(case.answers)
    yield from payment_entries(writer, ledger_rows(case.arrears.months))

"""Tells a debtor what each payment to the service pays, and when the service stops."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.payments.request import RULES, account_request
from functions.calculators.payments.response import days, table, tell
from functions.i18n.catalog import Words
from functions.law.maintenance.payments import collect
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, words: Words) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.payments.view import payments_view  # noqa: PLC0415

    return payments_view(result, words, load.maintenance())


CALCULATOR = Calculator(
    rules=RULES,
    result=lambda draft: collect(account_request(draft), load.maintenance()),
    tell=tell,
    view=view,
    days=days,
    table=table,
)

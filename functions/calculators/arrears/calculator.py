"""The function behind the page on the arrears of maintenance."""

from __future__ import annotations

from functools import partial
from typing import Any

from functions.calculators.arrears.month_table import with_ledger_months
from functions.calculators.arrears.request import RULES, ledger_request
from functions.calculators.arrears.response import table, tell
from functions.calculators.base import Calculator
from functions.i18n.catalog import Words
from functions.law.maintenance.arrears import arrears
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, words: Words) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.arrears.view import arrears_view  # noqa: PLC0415

    return arrears_view(result, words, load.maintenance())


CALCULATOR = Calculator(
    rules=RULES,
    result=lambda draft: arrears(ledger_request(draft), load.maintenance()),
    tell=tell,
    view=view,
    table=table,
    arrange=partial(with_ledger_months, RULES),
)

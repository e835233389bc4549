"""The function behind the page on the conditions of an intervention."""

from __future__ import annotations

from functools import partial
from typing import Any

from functions.calculators.arrears.month_table import with_ledger_months
from functions.calculators.base import Calculator
from functions.calculators.eligibility.request import RULES, eligibility_request
from functions.calculators.eligibility.response import table, tell
from functions.i18n.catalog import Words
from functions.law.maintenance.eligibility import eligibility
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, words: Words) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.eligibility.view import eligibility_view  # noqa: PLC0415

    return eligibility_view(result, words)


CALCULATOR = Calculator(
    rules=RULES,
    result=lambda draft: eligibility(eligibility_request(draft), load.maintenance()),
    tell=tell,
    view=view,
    table=table,
    arrange=partial(with_ledger_months, RULES),
)

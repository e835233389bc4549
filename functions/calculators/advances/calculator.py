"""The advance simulator."""

from __future__ import annotations

from typing import Any

from functions.calculators.advances.month_table import with_months
from functions.calculators.advances.request import RULES, application
from functions.calculators.advances.response import days, table, tell
from functions.calculators.base import Calculator
from functions.i18n.catalog import Words
from functions.law.maintenance.advances import simulate
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, words: Words) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.advances.view import advances_view  # noqa: PLC0415

    return advances_view(result, words, load.maintenance())


CALCULATOR = Calculator(
    rules=RULES,
    result=lambda draft: simulate(application(draft), load.maintenance()),
    tell=tell,
    view=view,
    days=days,
    table=table,
    arrange=with_months,
)

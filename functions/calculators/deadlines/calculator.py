"""The function behind the deadlines of the maintenance service."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.deadlines.request import RULES, procedure_request
from functions.calculators.deadlines.response import days, tell
from functions.i18n.catalog import Words
from functions.law.maintenance.deadlines import procedure_dates
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, words: Words) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.deadlines.view import deadlines_view  # noqa: PLC0415

    return deadlines_view(result, words)


CALCULATOR = Calculator(
    rules=RULES,
    result=lambda draft: procedure_dates(procedure_request(draft), load.maintenance()),
    tell=tell,
    view=view,
    days=days,
)

"""Answers what a letter must say."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.particulars.request import RULES, particulars_request
from functions.calculators.particulars.response import days, tell
from functions.i18n.catalog import Words
from functions.law.waiver.particulars import particulars
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, words: Words) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.particulars.view import particulars_view  # noqa: PLC0415

    return particulars_view(result, words)


CALCULATOR = Calculator(
    rules=RULES,
    result=lambda draft: particulars(particulars_request(draft), load.waiver()),
    tell=tell,
    view=view,
    days=days,
)

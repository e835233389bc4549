"""The waiver-percentage calculator."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.waiver.request import RULES, waiver_request
from functions.calculators.waiver.response import tell
from functions.i18n.catalog import Words
from functions.law.waiver.calculation import calculate
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, words: Words) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.waiver.view import waiver_view  # noqa: PLC0415

    return waiver_view(result, words, load.waiver())


CALCULATOR = Calculator(
    rules=RULES,
    result=lambda draft: calculate(waiver_request(draft), load.waiver()),
    tell=tell,
    view=view,
)

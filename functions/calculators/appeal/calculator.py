"""The function behind the days to appeal against a decision on family allowances."""

from __future__ import annotations

from typing import Any

from functions.calculators.appeal.request import RULES, appeal_request
from functions.calculators.appeal.response import days, tell
from functions.calculators.base import Calculator
from functions.i18n.catalog import Words
from functions.law.waiver.appeal import appeal_dates
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, words: Words) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.appeal.view import appeal_view  # noqa: PLC0415

    return appeal_view(result, words)


CALCULATOR = Calculator(
    rules=RULES,
    result=lambda draft: appeal_dates(appeal_request(draft), load.waiver()),
    tell=tell,
    view=view,
    days=days,
)

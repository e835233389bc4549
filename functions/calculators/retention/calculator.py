"""Answers how long the data of a decision are kept."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.retention.request import RULES, retention_request
from functions.calculators.retention.response import days, tell
from functions.i18n.catalog import Words
from functions.law.waiver.retention import retention
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, words: Words) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.retention.view import retention_view  # noqa: PLC0415

    return retention_view(result, words)


CALCULATOR = Calculator(
    rules=RULES,
    result=lambda draft: retention(retention_request(draft), load.waiver()),
    tell=tell,
    view=view,
    days=days,
)

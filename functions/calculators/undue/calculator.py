"""Tells a creditor how an undue sum is taken from the later payments of the service."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.undue.request import RULES, undue_request
from functions.calculators.undue.response import tell
from functions.i18n.catalog import Words
from functions.law.maintenance.undue import recover_undue
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, words: Words) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.undue.view import undue_view  # noqa: PLC0415

    return undue_view(result, words)


CALCULATOR = Calculator(
    rules=RULES,
    result=lambda draft: recover_undue(undue_request(draft), load.maintenance()),
    tell=tell,
    view=view,
)

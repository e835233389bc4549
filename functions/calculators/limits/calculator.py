"""The function behind the page on the limits of the waiver."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.limits.request import RULES, limits_request
from functions.calculators.limits.response import tell
from functions.i18n.catalog import Words
from functions.law.waiver.limit_comparison import limits_in_full
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, words: Words) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.limits.view import limits_view  # noqa: PLC0415

    return limits_view(result, words)


CALCULATOR = Calculator(
    rules=RULES,
    result=lambda draft: limits_in_full(limits_request(draft), load.waiver()),
    tell=tell,
    view=view,
)

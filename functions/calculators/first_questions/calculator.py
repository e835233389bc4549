"""Answers whether a debt must be paid back at all."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.first_questions.request import RULES, first_request
from functions.calculators.first_questions.response import tell
from functions.i18n.catalog import Words
from functions.law.waiver.first_questions import questions_first
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, words: Words) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.first_questions.view import questions_first_view  # noqa: PLC0415

    return questions_first_view(result, words)


CALCULATOR = Calculator(
    rules=RULES,
    result=lambda draft: questions_first(first_request(draft), load.waiver()),
    tell=tell,
    view=view,
)

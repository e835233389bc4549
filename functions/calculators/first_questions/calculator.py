"""Answers whether a debt must be paid back at all."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.first_questions.request import SCHEMA
from functions.calculators.first_questions.response import members
from functions.i18n.catalog import Catalog
from functions.law.waiver.first_questions import ask_first_questions
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.first_questions.view import questions_first_view  # noqa: PLC0415

    return questions_first_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: ask_first_questions(request, load.waiver()),
    members=members,
    view=view,
)

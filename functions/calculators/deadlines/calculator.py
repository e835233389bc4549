"""The function behind the deadlines of the maintenance service."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.deadlines.request import SCHEMA, procedure_request
from functions.calculators.deadlines.response import days, to_json
from functions.i18n.catalog import Catalog
from functions.law.maintenance.deadlines import find_deadlines
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.deadlines.view import deadlines_view  # noqa: PLC0415

    return deadlines_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda answers: find_deadlines(procedure_request(answers), load.maintenance()),
    to_json=to_json,
    view=view,
    days=days,
)

"""The function behind the deadlines of the maintenance service."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.deadlines.request import SCHEMA
from functions.calculators.deadlines.response import days, members
from functions.i18n.catalog import Catalog
from functions.law.maintenance.deadlines import find_deadlines
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.deadlines.view import deadlines_view  # noqa: PLC0415

    return deadlines_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: find_deadlines(request, load.maintenance()),
    members=members,
    view=view,
    days=days,
)

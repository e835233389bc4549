"""The waiver-percentage calculator."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.waiver.request import SCHEMA
from functions.calculators.waiver.response import members
from functions.i18n.catalog import Catalog
from functions.law.waiver.calculation import calculate_waiver
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.waiver.view import waiver_view  # noqa: PLC0415

    return waiver_view(result, catalog, load.waiver())


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: calculate_waiver(request, load.waiver()),
    members=members,
    view=view,
)

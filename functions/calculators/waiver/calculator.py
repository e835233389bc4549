"""The waiver-percentage calculator."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.waiver.request import SCHEMA, waiver_request
from functions.calculators.waiver.response import to_json
from functions.i18n.catalog import Catalog
from functions.law.waiver.calculation import calculate_waiver
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.waiver.view import waiver_view  # noqa: PLC0415

    return waiver_view(result, catalog, load.waiver())


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda answers: calculate_waiver(waiver_request(answers), load.waiver()),
    to_json=to_json,
    view=view,
)

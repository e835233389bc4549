"""Tells a creditor how an undue sum is taken from the later payments of the service."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.undue.request import SCHEMA, undue_request
from functions.calculators.undue.response import to_json
from functions.i18n.catalog import Catalog
from functions.law.maintenance.undue import set_off_undue_sum
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.undue.view import undue_view  # noqa: PLC0415

    return undue_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda answers: set_off_undue_sum(undue_request(answers), load.maintenance()),
    to_json=to_json,
    view=view,
)

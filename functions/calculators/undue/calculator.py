"""Tells a creditor how an undue sum is taken from the later payments of the service."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.undue.request import SCHEMA
from functions.calculators.undue.response import members
from functions.i18n.catalog import Catalog
from functions.law.maintenance.undue import set_off_undue_sum
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.undue.view import undue_view  # noqa: PLC0415

    return undue_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: set_off_undue_sum(request, load.maintenance()),
    members=members,
    view=view,
)

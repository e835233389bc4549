"""Answers what a letter must say."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.particulars.request import SCHEMA
from functions.calculators.particulars.response import days, members
from functions.i18n.catalog import Catalog
from functions.law.waiver.particulars import check_particulars
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.particulars.view import particulars_view  # noqa: PLC0415

    return particulars_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: check_particulars(request, load.waiver()),
    members=members,
    view=view,
    days=days,
)

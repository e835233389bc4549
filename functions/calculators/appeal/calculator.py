"""The function behind the days to appeal against a decision on family allowances."""

from __future__ import annotations

from typing import Any

from functions.calculators.appeal.request import SCHEMA
from functions.calculators.appeal.response import days, members
from functions.calculators.base import Calculator
from functions.i18n.catalog import Catalog
from functions.law.waiver.appeal import find_appeal_dates
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.appeal.view import appeal_view  # noqa: PLC0415

    return appeal_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: find_appeal_dates(request, load.waiver()),
    members=members,
    view=view,
    days=days,
)

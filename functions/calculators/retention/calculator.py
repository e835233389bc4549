"""Answers how long the data of a decision are kept."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.retention.request import SCHEMA
from functions.calculators.retention.response import days, members
from functions.i18n.catalog import Catalog
from functions.law.waiver.retention import check_retention
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.retention.view import retention_view  # noqa: PLC0415

    return retention_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: check_retention(request, load.waiver()),
    members=members,
    view=view,
    days=days,
)

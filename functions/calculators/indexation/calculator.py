"""The function behind the page on the index of a maintenance amount."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.indexation.request import SCHEMA
from functions.calculators.indexation.response import days, members
from functions.i18n.catalog import Catalog
from functions.law.maintenance.indexation_history import index_maintenance as indexed
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.indexation.view import indexation_view  # noqa: PLC0415

    return indexation_view(result, catalog, load.maintenance())


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: indexed(request, load.maintenance()),
    members=members,
    view=view,
    days=days,
)

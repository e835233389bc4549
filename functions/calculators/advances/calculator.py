"""The advance simulator."""

from __future__ import annotations

from typing import Any

from functions.calculators.advances.month_table import with_months
from functions.calculators.advances.request import SCHEMA
from functions.calculators.advances.response import days, members, table
from functions.calculators.base import Calculator
from functions.i18n.catalog import Catalog
from functions.law.maintenance.advances import simulate_advances
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.advances.view import advances_view  # noqa: PLC0415

    return advances_view(result, catalog, load.maintenance())


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: simulate_advances(request, load.maintenance()),
    members=members,
    view=view,
    days=days,
    table=table,
    prepare_form=with_months,
)

"""The function behind the page on the arrears of maintenance."""

from __future__ import annotations

from functools import partial
from typing import Any

from functions.calculators.arrears.request import SCHEMA
from functions.calculators.arrears.response import members, table
from functions.calculators.base import Calculator
from functions.calculators.shared.ledger_months import with_ledger_months
from functions.i18n.catalog import Catalog
from functions.law.maintenance.arrears import calculate_arrears
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.arrears.view import arrears_view  # noqa: PLC0415

    return arrears_view(result, catalog, load.maintenance())


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: calculate_arrears(request, load.maintenance()),
    members=members,
    view=view,
    table=table,
    prepare_form=partial(with_ledger_months, SCHEMA),
)

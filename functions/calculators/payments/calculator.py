"""Tells a debtor what each payment to the service pays, and when the service stops."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.payments.request import SCHEMA
from functions.calculators.payments.response import days, members, table
from functions.i18n.catalog import Catalog
from functions.law.maintenance.payments import allocate_payments
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.payments.view import payments_view  # noqa: PLC0415

    return payments_view(result, catalog, load.maintenance())


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: allocate_payments(request, load.maintenance()),
    members=members,
    view=view,
    days=days,
    table=table,
)

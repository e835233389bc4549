"""The function behind the renewals of advances for an adult child."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.renewals.request import SCHEMA
from functions.calculators.renewals.response import days, members
from functions.i18n.catalog import Catalog
from functions.law.maintenance.renewals import plan_renewals as plan
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.renewals.view import renewals_view  # noqa: PLC0415

    return renewals_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: plan(request, load.maintenance()),
    members=members,
    view=view,
    days=days,
)

"""The function behind the page on the limits of the waiver."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.limits.request import SCHEMA
from functions.calculators.limits.response import members
from functions.i18n.catalog import Catalog
from functions.law.waiver.limit_comparison import calculate_limits
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.limits.view import limits_view  # noqa: PLC0415

    return limits_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: calculate_limits(request, load.waiver()),
    members=members,
    view=view,
)

"""The function behind the page on the limits of the waiver."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.limits.request import SCHEMA, limits_request
from functions.calculators.limits.response import to_json
from functions.i18n.catalog import Catalog
from functions.law.waiver.limit_comparison import calculate_limits
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.limits.view import limits_view  # noqa: PLC0415

    return limits_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda answers: calculate_limits(limits_request(answers), load.waiver()),
    to_json=to_json,
    view=view,
)

"""The function behind the renewals of advances for an adult child."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.renewals.request import SCHEMA, renewal_request
from functions.calculators.renewals.response import days, to_json
from functions.i18n.catalog import Catalog
from functions.law.maintenance.renewals import plan_renewals as plan
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.renewals.view import renewals_view  # noqa: PLC0415

    return renewals_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda answers: plan(renewal_request(answers), load.maintenance()),
    to_json=to_json,
    view=view,
    days=days,
)

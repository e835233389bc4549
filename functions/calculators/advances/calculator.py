"""The advance simulator."""

from __future__ import annotations

from typing import Any

from functions.calculators.advances.month_table import with_months
from functions.calculators.advances.request import SCHEMA, application
from functions.calculators.advances.response import days, table, to_json
from functions.calculators.base import Calculator
from functions.i18n.catalog import Catalog
from functions.law.maintenance.advances import simulate_advances
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.advances.view import advances_view  # noqa: PLC0415

    return advances_view(result, catalog, load.maintenance())


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda answers: simulate_advances(application(answers), load.maintenance()),
    to_json=to_json,
    view=view,
    days=days,
    table=table,
    prepare_form=with_months,
)

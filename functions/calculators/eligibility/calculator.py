"""The function behind the page on the conditions of an intervention."""

from __future__ import annotations

from functools import partial
from typing import Any

from functions.calculators.arrears.month_table import with_ledger_months
from functions.calculators.base import Calculator
from functions.calculators.eligibility.request import SCHEMA, eligibility_request
from functions.calculators.eligibility.response import table, to_json
from functions.i18n.catalog import Catalog
from functions.law.maintenance.eligibility import check_eligibility
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.eligibility.view import eligibility_view  # noqa: PLC0415

    return eligibility_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda answers: check_eligibility(eligibility_request(answers), load.maintenance()),
    to_json=to_json,
    view=view,
    table=table,
    prepare_form=partial(with_ledger_months, SCHEMA),
)

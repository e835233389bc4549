"""The function behind the page on the conditions of an intervention."""

from __future__ import annotations

from functools import partial
from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.eligibility.request import SCHEMA
from functions.calculators.eligibility.response import members, table
from functions.calculators.shared.ledger_months import with_ledger_months
from functions.i18n.catalog import Catalog
from functions.law.maintenance.eligibility import check_eligibility
from functions.pages.explanation_view import ExplainedView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ExplainedView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.eligibility.view import eligibility_view  # noqa: PLC0415

    return eligibility_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: check_eligibility(request, load.maintenance()),
    members=members,
    view=view,
    table=table,
    prepare_form=partial(with_ledger_months, SCHEMA),
)

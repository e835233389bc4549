"""Answers how long the data of a decision are kept."""

from __future__ import annotations

from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.retention.request import SCHEMA, retention_request
from functions.calculators.retention.response import days, to_json
from functions.i18n.catalog import Catalog
from functions.law.waiver.retention import check_retention
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.retention.view import retention_view  # noqa: PLC0415

    return retention_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda answers: check_retention(retention_request(answers), load.waiver()),
    to_json=to_json,
    view=view,
    days=days,
)

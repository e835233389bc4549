"""The function behind the days to appeal against a decision on family allowances."""

from __future__ import annotations

from typing import Any

from functions.calculators.appeal.request import SCHEMA, appeal_request
from functions.calculators.appeal.response import days, to_json
from functions.calculators.base import Calculator
from functions.i18n.catalog import Catalog
from functions.law.waiver.appeal import find_appeal_dates
from functions.pages.summary_view import ResultView
from functions.parameters import load


def view(result: Any, catalog: Catalog) -> ResultView:
    """What the page shows of a result."""
    # Imported only here: a request in JSON does not pay for the pages.
    from functions.calculators.appeal.view import appeal_view  # noqa: PLC0415

    return appeal_view(result, catalog)


CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda answers: find_appeal_dates(appeal_request(answers), load.waiver()),
    to_json=to_json,
    view=view,
    days=days,
)

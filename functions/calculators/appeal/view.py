"""What a page shows of the days that follow from a decision on family allowances."""

from __future__ import annotations

from functions.calculators.shared.dates_view import DatesView, dates_view
from functions.i18n.catalog import Catalog
from functions.law.waiver.appeal import AppealResult

LAST_TO_APPEAL = ("labour_court", "commission_anew", "commission_resumed", "commission")
"""The terms to appeal, the last in the order of the procedure first."""


def appeal_view(result: AppealResult, catalog: Catalog) -> DatesView:
    """The days that follow from a decision on family allowances."""
    codes = {found.code for found in result.dates}
    last = next(code for code in LAST_TO_APPEAL if code in codes)
    return dates_view("appeal", last, result, catalog)

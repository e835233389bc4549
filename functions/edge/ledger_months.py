"""The table of the page: one row for each month whose arrears are still collected."""

from __future__ import annotations

from datetime import date

from functions.edge.ledger_table import with_ledger_months
from functions.edge.rows import Arranged
from functions.edge.told_ledger import RULES


def with_months(arranged: Arranged, intent: str, today: date) -> Arranged:
    """The form with the months to fill in, once the dates of the ledger are known."""
    return with_ledger_months(RULES, arranged, intent, today)

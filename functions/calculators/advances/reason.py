"""Why the advance of a month is what it is: on the page, in its table as a file, in the annex."""

from __future__ import annotations

from functions.i18n.catalog import Words
from functions.law.maintenance.monthly_advance import MonthlyAdvance


def advance_reason(month: MonthlyAdvance, words: Words) -> str:
    """What decides the amount, what it depends on, and whether an index is still to come."""
    reasons = [words.text(f"advances.statuses.{month.status}.label")]
    if month.conditional:
        reasons.append(words.text("advances.schedule.conditional"))
    if not month.index_published:
        reasons.append(words.text("advances.schedule.index_expected"))
    return "; ".join(reasons)

"""Why the advance of a month is what it is: on the page, in its table as a file, in the annex."""

from __future__ import annotations

from functions.i18n.catalog import Catalog
from functions.law.maintenance.monthly_advance import AdvanceStatus, MonthlyAdvance


def advance_reason(month: MonthlyAdvance, catalog: Catalog) -> str:
    """What decides the amount, what it depends on, and whether an index is still to come."""
    reasons = [catalog.gettext(f"advances.statuses.{month.status}.label")]
    if month.conditional and month.status is not AdvanceStatus.DOUBTFUL:
        reasons.append(catalog.gettext("advances.schedule.conditional"))
    if not month.index_published:
        reasons.append(catalog.gettext("advances.months.not_published"))
    return "; ".join(reasons)

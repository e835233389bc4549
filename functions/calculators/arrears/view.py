"""What the page shows of the arrears of a ledger, put together for its template."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from functions.calculators.arrears.remarks import remarks
from functions.exports.charts import Chart, chart
from functions.i18n.catalog import Catalog
from functions.i18n.citations import Citation, cite
from functions.law.core.values import Cents
from functions.law.maintenance.arrears import ArrearsResult
from functions.law.maintenance.ledger import LedgerMonth
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.pages.explanation_view import ExplainedView, StepRun, by_year, explain_result

MOST_STEPS = 20
"""A longer explanation is folded by year."""
MOST_MONTHS = 12
"""A longer table is folded by year."""


class Verdict(StrEnum):
    """What the ledger leads to."""

    NOTHING = "nothing"
    APPLY = "apply"
    LATER = "later"
    NOT_KNOWN = "notKnown"


TONES = {
    Verdict.NOTHING: "no",
    Verdict.APPLY: "yes",
    Verdict.LATER: "later",
    Verdict.NOT_KNOWN: "later",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One month of the table; ``remarks`` are the keys of what stands beside it."""

    month: LedgerMonth
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerYear:
    """The months of one year, with what is missing in them: still claimed, and too old for that."""

    year: int
    lines: tuple[LedgerLine, ...]

    @property
    def missing(self) -> Cents:
        """What is missing of the terms that are still claimed; all years together are the total."""
        return Cents(sum(each.month.missing for each in self.lines if each.month.claimable))

    @property
    def too_old(self) -> Cents:
        """What is missing of older terms."""
        return Cents(sum(each.month.missing for each in self.lines if not each.month.claimable))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrearsView(ExplainedView):
    """Everything that the template of the result needs."""

    arrears: ArrearsResult
    verdict: Verdict
    tone: str
    lines: tuple[LedgerLine, ...]
    chart: Chart | None
    contribution_citation: Citation

    @property
    def runs(self) -> tuple[StepRun, ...]:
        """The steps by year, where they are too many to read at once."""
        return by_year(self.steps) if len(self.steps) > MOST_STEPS else ()

    @property
    def years(self) -> tuple[LedgerYear, ...]:
        """The months by year, where they are too many for one table."""
        if len(self.lines) <= MOST_MONTHS:
            return ()
        years = groupby(self.lines, key=lambda line: line.month.month.year)
        return tuple(LedgerYear(year=year, lines=tuple(lines)) for year, lines in years)


def arrears_view(
    arrears: ArrearsResult, catalog: Catalog, parameters: MaintenanceParameters
) -> ArrearsView:
    """The view of the arrears in the words of a language."""
    verdict = _verdict(arrears)
    day = arrears.request.application_date
    return ArrearsView(
        arrears=arrears,
        verdict=verdict,
        tone=TONES[verdict],
        lines=tuple(
            LedgerLine(month=month, remarks=tuple(remarks(month))) for month in arrears.months
        ),
        chart=_chart(arrears, catalog),
        contribution_citation=cite(catalog, parameters.debtor_contribution.source_on(day)),
        **explain_result(catalog, "arrears", arrears),
    )


def _chart(arrears: ArrearsResult, catalog: Catalog) -> Chart | None:
    """The months as bars: what came, and what is missing of what was due."""
    if not arrears.months:
        return None
    first, last = arrears.months[0].month, arrears.months[-1].month
    return chart(
        catalog,
        "arrears.chart",
        tuple(
            {"received": month.received, "open" if month.claimable else "too_old": month.missing}
            for month in arrears.months
        ),
        id="chart",
        top=Cents,
        ends=(catalog.format(first), catalog.format(last)),
        from_month=first,
        to_month=last,
    )


def _verdict(arrears: ArrearsResult) -> Verdict:
    if arrears.total == 0:
        return Verdict.NOTHING
    if arrears.may_apply_from is None:
        return Verdict.NOT_KNOWN
    now = arrears.may_apply_from == arrears.request.application_date
    return Verdict.APPLY if now else Verdict.LATER

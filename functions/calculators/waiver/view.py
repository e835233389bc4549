"""What the page shows of a waiver calculation, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from functions.exports.charts import Chart, chart, mark_at
from functions.i18n.catalog import Catalog
from functions.i18n.citations import Citation, cite
from functions.law.core.parameter import Parameter
from functions.law.core.values import BasisPoints, Cents
from functions.law.waiver.calculation import SetWaiver, WaiverResult
from functions.law.waiver.outcome import Outcome, SmallDebt, Waiver
from functions.law.waiver.parameters import WaiverParameters
from functions.pages.explanation_view import ExplainedView, ExplanationLine, explain_result


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallDebtLine:
    """A rule on small debts that applies, with the amount below which it does."""

    rule: SmallDebt
    limit: Cents
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverView(ExplainedView):
    """Everything that the template of the result needs."""

    calculation: WaiverResult
    debt: Cents
    maximum: Cents
    chart: Chart | None
    reduction: Cents
    tone: str
    may_be_granted: bool
    next_keys: tuple[str, ...]
    readings: tuple[Waiver, Waiver]
    other_set: SetWaiver | None
    small_debts: tuple[SmallDebtLine, ...]
    visit: ExplanationLine | None
    appeal_months: int
    appeal_citation: Citation
    court_months: int
    court_citation: Citation

    @property
    def readings_agree(self) -> bool:
        """Whether the two readings waive the same."""
        chosen, other = self.readings
        return chosen.percentage == other.percentage


def waiver_view(
    calculation: WaiverResult, catalog: Catalog, parameters: WaiverParameters
) -> WaiverView:
    """The view of a calculation in the words of a language."""
    explained = explain_result(catalog, "waiver", calculation)
    day = calculation.request.request_date
    return WaiverView(
        calculation=calculation,
        debt=Cents(calculation.request.debt),
        maximum=calculation.table.shown(len(calculation.table.limits) - 1),
        chart=_chart(calculation, catalog),
        reduction=Cents(calculation.household.persons * calculation.household.flat_reduction),
        tone=_tone(calculation),
        may_be_granted=calculation.outcome in (Outcome.FULL, Outcome.PARTIAL),
        next_keys=tuple(_next_keys(calculation)),
        readings=(calculation.waiver, calculation.other),
        other_set=_other_set(calculation),
        small_debts=tuple(
            _small_debt(rule, calculation, catalog, parameters) for rule in calculation.small_debts
        ),
        visit=next(
            (step for step in explained["steps"] if step.code.startswith("waiver.visit.")), None
        ),
        appeal_months=parameters.appeal_months.on(day),
        appeal_citation=cite(catalog, parameters.appeal_months.source_on(day)),
        court_months=parameters.court_months.on(day),
        court_citation=cite(catalog, parameters.court_months.source_on(day)),
        **explained,
    )


def _chart(calculation: WaiverResult, catalog: Catalog) -> Chart | None:
    """The limits as steps that go down, with a mark on the step of the household."""
    bands = calculation.bands
    here = next((place for place, band in enumerate(bands) if band.is_household), None)
    limits = [band.limit for band in bands if band.limit is not None]
    if here is None or not limits:
        return None
    waived = bands[here].waived
    return chart(
        catalog,
        "waiver.chart",
        tuple({"household" if band.is_household else "others": band.waived} for band in bands),
        id="chart",
        top=BasisPoints,
        ends=(
            catalog.gettext("waiver.table.up_to", limit=limits[0]),
            catalog.gettext("waiver.table.more_than", limit=limits[-1]),
        ),
        mark=mark_at(here, len(bands), catalog.gettext("waiver.chart.here", waived=waived)),
        steps=len(bands),
        place=here + 1,
        waived=waived,
    )


def _tone(calculation: WaiverResult) -> str:
    """How the verdict looks: yes; later while a condition or the limits are not known; no."""
    other = _other_set(calculation)
    if calculation.outcome not in (Outcome.FULL, Outcome.PARTIAL):
        return "later" if other is not None and other.waiver.percentage > 0 else "no"
    is_sure = other is None or other.waiver.percentage >= calculation.waiver.percentage
    return "yes" if is_sure and not calculation.conditional else "later"


def _other_set(calculation: WaiverResult) -> SetWaiver | None:
    """What the set that was not chosen gives, where it is another waiver."""
    chosen = calculation.request.parameter_set
    others = (one for one in calculation.by_set if one.answer.parameter_set is not chosen)
    return next(others, None)


def _next_keys(calculation: WaiverResult) -> Iterator[str]:
    """What the family can do now, the most useful first."""
    match calculation.outcome:
        case Outcome.FRAUD:
            yield "fraud_text"
        case Outcome.CONDITIONS_NOT_MET:
            yield "conditions_text"
        case Outcome.NONE:
            yield "none_text"
        case _:
            yield "ask"
    if calculation.by_set:
        yield "ask_limits"
    if calculation.small_debts:
        yield "small_debts"
    if calculation.waiver.recovered > 0 and calculation.outcome is not Outcome.FRAUD:
        yield "instalments"
    yield "documents"


def _small_debt(
    rule: SmallDebt, calculation: WaiverResult, catalog: Catalog, parameters: WaiverParameters
) -> SmallDebtLine:
    may, must = parameters.small_debt(calculation.request.parameter_set.value)
    limits: dict[SmallDebt, Parameter] = {
        SmallDebt.MAY_WAIVE: may,
        SmallDebt.MUST_WAIVE_BEFORE_TAX_ADMINISTRATION: must,
    }
    day = calculation.request.request_date
    return SmallDebtLine(
        rule=rule,
        limit=Cents(limits[rule].on(day)),
        citation=cite(catalog, limits[rule].source_on(day)),
    )

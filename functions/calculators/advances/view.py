"""What the page shows of an advance simulation, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from functions.calculators.advances.reason import advance_reason
from functions.calculators.shared.conditions_view import ConditionLine, condition_lines
from functions.exports.charts import Chart, chart
from functions.i18n.catalog import Catalog
from functions.i18n.citations import Citation, cite, period
from functions.law.core.values import Cents, Month
from functions.law.maintenance.advances import AdvancesResult
from functions.law.maintenance.missed_count import of_instalments
from functions.law.maintenance.monthly_advance import AdvanceStatus, MonthlyAdvance
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.schedule import ChildSchedule
from functions.pages.explanation_view import (
    ExplainedView,
    ExplanationLine,
    explain_notes,
    explain_step,
    explain_steps,
)

NOT_COVERED = ("arrears_not_advanced", "former_partner_not_advanced")
"""The notes that stand under "what an advance does not cover"; the others stand at the end."""


class Verdict(StrEnum):
    """The answer in a word; each has its sentence."""

    OPEN = "open"
    OPEN_CONDITIONAL = "open_conditional"
    OPEN_DOUBTFUL = "open_doubtful"
    OPEN_NO_ADVANCE = "open_no_advance"
    OPEN_NOT_KNOWN = "open_not_known"
    LATER = "later"
    PAID = "paid"
    CLOSED = "closed"

    @property
    def tone(self) -> str:
        """How it looks: yes, no or later."""
        if self in (Verdict.CLOSED, Verdict.PAID):
            return "no"
        return "later" if self in (Verdict.LATER, Verdict.OPEN_DOUBTFUL) else "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleLine:
    """One month, or a run of months that give the same advance for the same reason."""

    period: str
    maintenance: Cents
    received: Cents
    advance: Cents | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleTable:
    """The advances for one child, folded into periods and month by month."""

    number: int
    birth_date: date
    periods: tuple[ScheduleLine, ...]
    months: tuple[ScheduleLine, ...]
    total: Cents
    conditional_total: Cents
    doubtful_total: Cents
    months_not_known: int
    chart: Chart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedAction:
    """A day to keep in mind. ``child`` counts from one."""

    code: str
    day: date
    child: int | None
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper to add to the request."""

    sentence: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvancesView(ExplainedView):
    """Everything that the template of the result needs.

    ``first_depends`` is what the first advance depends on: the suffix of the key of its sentence.
    ``sums`` are the totals over all months and children, each under the key of its sentence.
    """

    simulation: AdvancesResult
    verdict: Verdict
    first_month: Month
    first_amount: Cents | None
    first_depends: str
    sums: tuple[tuple[str, Cents], ...]
    last_month: Month
    months_not_known: int
    cap: Cents
    conditions: tuple[ConditionLine, ...]
    schedules: tuple[ScheduleTable, ...]
    key_dates: tuple[DatedAction, ...]
    papers: tuple[Paper, ...]
    contribution: ExplanationLine
    not_covered: tuple[ExplanationLine, ...]


def advances_view(
    simulation: AdvancesResult, catalog: Catalog, parameters: MaintenanceParameters
) -> AdvancesView:
    """The view of a simulation in the words of a language."""
    first_month = Month.of(simulation.starts_on or simulation.application.application_date)
    notes = tuple(explain_notes(catalog, "advances", simulation.notes))
    amount, depends = _first_amount(simulation), _first_depends(simulation)
    return AdvancesView(
        simulation=simulation,
        verdict=_verdict(simulation, amount, depends),
        first_month=first_month,
        first_amount=amount,
        first_depends=depends,
        sums=tuple(_sums(simulation)),
        last_month=first_month.plus(simulation.application.months - 1),
        months_not_known=sum(schedule.months_not_known for schedule in simulation.schedules),
        cap=Cents(parameters.advance_cap.on(first_month.first_day())),
        conditions=tuple(
            condition_lines(
                catalog,
                "advances",
                simulation.intervention.conditions,
                of_instalments(simulation.intervention.terms),
            )
        ),
        schedules=tuple(_table(schedule, catalog) for schedule in simulation.schedules),
        key_dates=tuple(_key_dates(simulation, catalog)),
        papers=tuple(_papers(simulation, catalog)),
        contribution=explain_step(catalog, "advances", simulation.contribution.step),
        not_covered=tuple(note for note in notes if note.code in NOT_COVERED),
        steps=tuple(explain_steps(catalog, "advances", simulation.explanation)),
        notes=tuple(note for note in notes if note.code not in NOT_COVERED),
    )


def _first_amount(simulation: AdvancesResult) -> Cents | None:
    """The advance of the first month, all children together; ``None`` if one is not known."""
    amounts = [schedule.months[0].advance for schedule in simulation.schedules]
    known = [amount for amount in amounts if amount is not None]
    return Cents(sum(known)) if len(known) == len(amounts) else None


def _first_depends(simulation: AdvancesResult) -> str:
    """What the advance of the first month depends on, by the child for whom it is least certain."""
    paid = [one.months[0] for one in simulation.schedules if one.months[0].advance]
    if any(month.status is AdvanceStatus.DOUBTFUL for month in paid):
        return "_doubtful"
    return "_conditional" if any(month.conditional for month in paid) else ""


def _sums(simulation: AdvancesResult) -> Iterator[tuple[str, Cents]]:
    """The totals that there are, the certain one first; each key says whether it stands alone."""
    sure, unsure = simulation.total, simulation.conditional_total
    doubtful = simulation.doubtful_total
    if not unsure and not doubtful:
        yield "sure", sure
        return
    if sure:
        yield "certain", sure
    if unsure:
        yield "conditional" if sure else "conditional_only", unsure
    if doubtful:
        yield "doubtful" if sure or unsure else "doubtful_only", doubtful


def _verdict(simulation: AdvancesResult, first_amount: Cents | None, depends: str) -> Verdict:
    if simulation.starts_on is None:
        is_paid = simulation.intervention.opens_if_unpaid is not None
        return Verdict.PAID if is_paid else Verdict.CLOSED
    if not simulation.intervention.is_open:
        return Verdict.LATER
    if first_amount is None:
        return Verdict.OPEN_NOT_KNOWN
    return Verdict(f"open{depends}") if first_amount > 0 else Verdict.OPEN_NO_ADVANCE


def _table(schedule: ChildSchedule, catalog: Catalog) -> ScheduleTable:
    runs = (tuple(run) for _, run in groupby(schedule.months, key=_looks_like))
    return ScheduleTable(
        number=schedule.child + 1,
        birth_date=schedule.birth_date,
        periods=tuple(_line(run, catalog) for run in runs),
        months=tuple(_line((month,), catalog) for month in schedule.months),
        total=schedule.total,
        conditional_total=schedule.conditional_total,
        doubtful_total=schedule.doubtful_total,
        months_not_known=schedule.months_not_known,
        chart=_chart(schedule, catalog),
    )


def _chart(schedule: ChildSchedule, catalog: Catalog) -> Chart | None:
    """The months of a child as bars: what the debtor pays, the advance, and what is left."""
    first, last = schedule.months[0].month, schedule.months[-1].month
    return chart(
        catalog,
        "advances.chart",
        tuple(dict(_parts(month)) for month in schedule.months),
        id=f"chart-{schedule.child + 1}",
        top=Cents,
        ends=(catalog.format(first), catalog.format(last)),
        number=schedule.child + 1,
        from_month=first,
        to_month=last,
    )


def _parts(month: MonthlyAdvance) -> Iterator[tuple[str, int]]:
    left = max(month.maintenance - month.received, 0)
    yield "received", month.received
    if month.advance is None:
        yield "not_known", left
    else:
        unsure = month.conditional
        doubtful = month.status is AdvanceStatus.DOUBTFUL
        yield "advance", 0 if unsure else month.advance
        yield "conditional", month.advance if unsure and not doubtful else 0
        yield "doubtful", month.advance if doubtful else 0
        yield "rest", max(left - month.advance, 0)


def _looks_like(month: MonthlyAdvance) -> tuple[object, ...]:
    """What must be equal for months to stand on one line."""
    return (
        month.maintenance,
        month.received,
        month.advance,
        month.status,
        month.conditional,
        month.index_published,
    )


def _line(run: Sequence[MonthlyAdvance], catalog: Catalog) -> ScheduleLine:
    first, last = run[0], run[-1]
    return ScheduleLine(
        period=period(catalog, first.month, last.month),
        maintenance=first.maintenance,
        received=first.received,
        advance=first.advance,
        reason=advance_reason(first, catalog),
    )


def _key_dates(simulation: AdvancesResult, catalog: Catalog) -> Iterator[DatedAction]:
    for key_date in simulation.key_dates:
        yield DatedAction(
            code=key_date.code,
            day=key_date.day,
            child=None if key_date.child is None else key_date.child + 1,
            citation=cite(catalog, key_date.source),
        )


def _papers(simulation: AdvancesResult, catalog: Catalog) -> Iterator[Paper]:
    for document in simulation.documents:
        number = {} if document.child is None else {"number": document.child + 1}
        yield Paper(
            sentence=catalog.gettext(f"advances.documents.{document.code}", **number),
            citation=cite(catalog, document.source),
        )

"""What the page shows of an advance simulation, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from functions.calculators.advances.answer import advances_answer
from functions.calculators.advances.reason import advance_reason
from functions.calculators.registry import CALCULATORS
from functions.calculators.shared.conditions_view import ConditionLine, condition_lines
from functions.calculators.shared.intervention_view import (
    given_of_children,
    given_of_payments,
    given_of_title,
    index_finding,
    steps_to_apply,
    steps_to_change,
    steps_to_wait,
    steps_while_paid,
    unmet,
)
from functions.exports.charts import Chart, chart
from functions.i18n.catalog import Catalog
from functions.i18n.citations import Citation, cite, period
from functions.law.core.values import Cents, Month
from functions.law.maintenance.advances import AdvancesResult
from functions.law.maintenance.deadlines import Event
from functions.law.maintenance.missed_count import MissedCount, of_instalments
from functions.law.maintenance.monthly_advance import AdvanceStatus, MonthlyAdvance
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.schedule import ChildSchedule
from functions.pages.answer_view import Finding, Given, NextStep, Words, carried_to
from functions.pages.explanation_view import (
    ExplainedView,
    ExplanationLine,
    explain_notes,
    explain_step,
    explain_steps,
)
from functions.pages.repeated_rows import SAVE_DATES

NOT_COVERED = ("arrears_not_advanced", "former_partner_not_advanced")
"""The notes that stand under "what an advance does not cover"; the others stand at the end."""


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

    ``sums`` are the totals over all months and children, each under the key of its sentence.
    """

    simulation: AdvancesResult
    first_month: Month
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

    @property
    def several_children(self) -> bool:
        """Whether a step says which child it is about."""
        return len(self.simulation.application.children) > 1


def advances_view(
    simulation: AdvancesResult, catalog: Catalog, parameters: MaintenanceParameters
) -> AdvancesView:
    """The view of a simulation in the words of a language."""
    first_month = Month.of(simulation.starts_on or simulation.application.application_date)
    notes = tuple(explain_notes(catalog, "advances", simulation.notes))
    words = Words(catalog=catalog, subject="advances")
    missed = of_instalments(simulation.intervention.terms)
    conditions = tuple(
        condition_lines(catalog, "advances", simulation.intervention.conditions, missed)
    )
    papers, days = tuple(_papers(simulation, catalog)), tuple(_key_dates(simulation, catalog))
    return AdvancesView(
        simulation=simulation,
        answer=advances_answer(simulation, words, parameters),
        given=tuple(_given(simulation, words)),
        finding=_finding(simulation, missed, words),
        next_steps=tuple(_next_steps(simulation, words, len(papers))),
        first_month=first_month,
        sums=tuple(_sums(simulation)),
        last_month=first_month.plus(simulation.application.months - 1),
        months_not_known=sum(schedule.months_not_known for schedule in simulation.schedules),
        cap=Cents(parameters.advance_cap.on(first_month.first_day())),
        conditions=conditions,
        schedules=tuple(_table(schedule, catalog) for schedule in simulation.schedules),
        key_dates=days,
        papers=papers,
        contribution=explain_step(catalog, "advances", simulation.contribution.step),
        not_covered=tuple(note for note in notes if note.code in NOT_COVERED),
        steps=tuple(explain_steps(catalog, "advances", simulation.explanation)),
        notes=tuple(note for note in notes if note.code not in NOT_COVERED),
        holds={
            "conditions": words(
                "holds.conditions",
                met=sum(line.met for line in conditions),
                count=len(conditions),
            ),
            "schedule": words(
                "holds.schedule", count=simulation.application.months, first=first_month
            ),
            "papers": words("holds.papers", count=len(papers)),
            "dates": words("holds.dates", count=len(days)),
            "not_covered": words("holds.not_covered", unpaid=simulation.unpaid)
            if simulation.unpaid > 0
            else "",
        },
    )


def _given(simulation: AdvancesResult, words: Words) -> Iterator[Given]:
    application, terms = simulation.application, simulation.intervention.terms
    yield given_of_title(words, application.title)
    yield given_of_children(words, [child.monthly_maintenance for child in application.children])
    yield given_of_payments(words, of_instalments(terms))
    yield words.given("day", "title", day=application.application_date)


def _finding(simulation: AdvancesResult, missed: MissedCount, words: Words) -> Finding | None:
    """The index that is missing, where the service can act and so collect it."""
    if simulation.starts_on is None or not missed.index_missing:
        return None
    last = simulation.intervention.terms[-1]
    action = words.action("count_arrears", page="advances/arrears")
    return index_finding(
        words, missed.index_missing, due=last.maintenance, title=last.in_title, action=action
    )


def _next_steps(simulation: AdvancesResult, words: Words, papers: int) -> Iterator[NextStep]:
    step_in = simulation.intervention
    if simulation.starts_on is None:
        names = unmet(step_in.conditions)
        yield from (
            steps_while_paid(words) if step_in.opens_if_unpaid else steps_to_change(words, names)
        )
        return
    if not step_in.is_open:
        remind = words.action("remind", intent=SAVE_DATES)
        yield from steps_to_wait(words, simulation.starts_on, remind)
        return
    days = {found.code: found.day for found in simulation.key_dates}
    yield from steps_to_apply(words, papers)
    if "decision_due" in days:
        yield words.step("decision", on=days["decision_due"])
    last = days.get("appeal_without_decision_last_day")
    if last is not None:
        time_limits = words.action(
            "time_limits",
            page=CALCULATORS["deadlines"].page,
            carried=carried_to(
                CALCULATORS["deadlines"].path,
                words.catalog,
                event=Event.APPLICATION_COMPLETE.value,
                event_date=simulation.application.application_date,
            ),
        )
        yield words.step("no_answer", time_limits, on=last)


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

"""The annex of an advance simulation: the answer, the advances by child, and why."""

from __future__ import annotations

from collections.abc import Iterator

from functions.calculators.advances.view import (
    SUBJECT,
    AdvancesView,
    ScheduleLine,
    ScheduleTable,
    Verdict,
    advances_view,
)
from functions.forms.definition import question_set
from functions.i18n.catalog import Words
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.paper_forms.advance_forms import AdvanceCase
from functions.paper_forms.annex import ANNEX, answers_given, explained
from functions.paper_forms.blocks import Block, Heading, Paragraph, TableBlock
from functions.paper_forms.payment_table import total_received

COLUMNS = ("period", "advance", "reason", "maintenance", "received")


def advance_annex(
    case: AdvanceCase, words: Words, parameters: MaintenanceParameters, *, payments: bool
) -> Iterator[Block]:
    """The annex in a language; ``payments`` says that the form has a payment table."""
    view = advances_view(case.simulation, words, parameters)
    application = case.simulation.application
    if payments and case.payments and total_received(case.payments) is None:
        yield Paragraph(words.text(f"{ANNEX}.received"))
    yield Heading(3, words.text("common.result.heading"))
    yield Paragraph(words.text("common.result.date_used", day=application.application_date))
    yield from _verdict(view, words)
    yield from _conditions(view, words)
    yield from _schedules(view, words)
    yield from answers_given(question_set(SUBJECT), case.answers, words)
    yield from explained(
        view.steps,
        (*view.not_covered, *view.notes),
        words,
        several=len(application.children) > 1,
    )


def _verdict(view: AdvancesView, words: Words) -> Iterator[Block]:
    key = f"{SUBJECT}.verdict.{view.verdict}"
    yield Paragraph(words.text(f"{key}.label"))
    match view.verdict:
        case Verdict.CLOSED:
            yield Paragraph(words.text(f"{key}.sentence"))
        case Verdict.LATER:
            day = words.figure(view.simulation.starts_on or view.first_month.first_day())
            yield Paragraph(f"{words.text(f'{key}.sentence')} {day}")
        case _:
            sentence = words.text(f"{key}.sentence", month=view.first_month)
            amount = view.first_amount
            figure = "" if amount is None else words.text(f"{key}.figure", amount=amount)
            yield Paragraph(f"{sentence} {figure}".strip())


def _conditions(view: AdvancesView, words: Words) -> Iterator[Block]:
    yield TableBlock(
        caption=words.text(f"{SUBJECT}.headings.conditions"),
        headings=(words.text(f"{ANNEX}.condition"), words.text(f"{ANNEX}.answer")),
        rows=tuple(
            (line.explained.sentence, words.text(f"common.result.{_state(met=line.met)}"))
            for line in view.conditions
        ),
        widths=(4, 1),
    )


def _state(*, met: bool) -> str:
    return "met" if met else "not_met"


def _schedules(view: AdvancesView, words: Words) -> Iterator[Block]:
    if not view.schedules:
        return
    yield Heading(3, words.text(f"{SUBJECT}.headings.schedule"))
    yield Paragraph(words.text(f"{SUBJECT}.schedule.intro", cap=view.cap))
    for table in view.schedules:
        yield _schedule(table, words)
    yield _totals(view, words)


def _schedule(table: ScheduleTable, words: Words) -> TableBlock:
    key = f"{SUBJECT}.schedule"
    return TableBlock(
        caption=words.text(f"{key}.caption", number=table.number, birth_date=table.birth_date),
        headings=tuple(words.text(f"{key}.{name}") for name in COLUMNS),
        rows=tuple(_row(line, words) for line in table.periods),
        widths=(26, 16, 28, 16, 16),
        figures=frozenset((1, 3, 4)),
    )


def _row(line: ScheduleLine, words: Words) -> tuple[str, ...]:
    advance = line.advance
    return (
        line.period,
        words.text(f"{SUBJECT}.schedule.not_known") if advance is None else words.figure(advance),
        line.reason,
        words.figure(line.maintenance),
        words.figure(line.received),
    )


def _totals(view: AdvancesView, words: Words) -> TableBlock:
    """The totals by child and of all, those that depend on something apart."""
    key = f"{SUBJECT}.totals"
    simulation = view.simulation
    children = (
        (
            words.text(f"{key}.child", number=table.number),
            words.figure(table.total),
            words.figure(table.conditional_total),
            words.figure(table.months_not_known),
        )
        for table in view.schedules
    )
    every = (
        words.text(f"{key}.all"),
        words.figure(simulation.total),
        words.figure(simulation.conditional_total),
        words.figure(view.months_not_known),
    )
    period = words.text(f"{key}.intro", from_month=view.first_month, to_month=view.last_month)
    return TableBlock(
        caption=period,
        headings=(
            words.text(f"{key}.caption"),
            *(words.text(f"{key}.{name}") for name in ("sure", "conditional", "not_known")),
        ),
        rows=(*children, every),
        widths=(2, 2, 3, 2),
        figures=frozenset((1, 2, 3)),
    )

"""The annex of an advance simulation: the answer, the advances by child, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from functions.calculators.advances.view import (
    AdvancesView,
    ScheduleLine,
    ScheduleTable,
    advances_view,
)
from functions.forms.definition import form_definition
from functions.i18n.catalog import Catalog
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.paper_forms.advance_forms import AdvanceCase
from functions.paper_forms.annex import ANNEX, answer_of, answers_given, explained
from functions.paper_forms.blocks import Block, Heading, Paragraph, TableBlock
from functions.paper_forms.payment_table import total_received

CERTAINTIES = ("sure", "conditional", "doubtful", "not_known")
COLUMNS = ("period", "advance", "reason", "maintenance", "received")


def advance_annex(
    case: AdvanceCase,
    catalog: Catalog,
    parameters: MaintenanceParameters,
    *,
    payments: bool,
    given: Mapping[str, str],
) -> Iterator[Block]:
    """The annex in a language; ``payments`` says that the form has a payment table.

    ``given`` are the answers that only the page asks for.
    """
    view = advances_view(case.simulation, catalog, parameters)
    application = case.simulation.application
    if payments and case.payments and total_received(case.payments) is None:
        yield Paragraph(catalog.gettext(f"{ANNEX}.received"))
    yield Heading(3, catalog.gettext("common.result.heading"))
    yield Paragraph(catalog.gettext("common.result.date_used", day=application.application_date))
    yield from answer_of(view)
    yield from _conditions(view, catalog)
    yield from _schedules(view, catalog)
    yield from answers_given(form_definition("advances"), application, catalog, given)
    yield from explained(
        view.steps,
        (*view.not_covered, *view.notes),
        catalog,
        several=len(application.children) > 1,
    )


def _conditions(view: AdvancesView, catalog: Catalog) -> Iterator[Block]:
    yield TableBlock(
        caption=catalog.gettext("advances.headings.conditions"),
        headings=(catalog.gettext(f"{ANNEX}.condition"), catalog.gettext(f"{ANNEX}.answer")),
        rows=tuple(
            (line.explained.sentence, catalog.gettext(f"common.result.{_state(met=line.met)}"))
            for line in view.conditions
        ),
        widths=(4, 1),
    )


def _state(*, met: bool) -> str:
    return "met" if met else "not_met"


def _schedules(view: AdvancesView, catalog: Catalog) -> Iterator[Block]:
    if not view.schedules:
        return
    yield Heading(3, catalog.gettext("advances.headings.schedule"))
    yield Paragraph(catalog.gettext("advances.schedule.intro", cap=view.cap))
    for table in view.schedules:
        yield _schedule(table, catalog)
    yield _totals(view, catalog)


def _schedule(table: ScheduleTable, catalog: Catalog) -> TableBlock:
    key = "advances.schedule"
    return TableBlock(
        caption=catalog.gettext(f"{key}.caption", number=table.number, birth_date=table.birth_date),
        headings=tuple(catalog.gettext(f"{key}.{name}") for name in COLUMNS),
        rows=tuple(_row(line, catalog) for line in table.periods),
        widths=(26, 16, 28, 16, 16),
        figures=frozenset((1, 3, 4)),
    )


def _row(line: ScheduleLine, catalog: Catalog) -> tuple[str, ...]:
    advance = line.advance
    return (
        line.period,
        catalog.gettext("advances.schedule.not_known")
        if advance is None
        else catalog.format(advance),
        line.reason,
        catalog.format(line.maintenance),
        catalog.format(line.received),
    )


def _totals(view: AdvancesView, catalog: Catalog) -> TableBlock:
    """The totals by child and of all, those that depend on something apart."""
    key = "advances.totals"
    simulation = view.simulation
    children = (
        (
            catalog.gettext(f"{key}.child", number=table.number),
            catalog.format(table.total),
            catalog.format(table.conditional_total),
            catalog.format(table.doubtful_total),
            catalog.format(table.months_not_known),
        )
        for table in view.schedules
    )
    every = (
        catalog.gettext(f"{key}.all"),
        catalog.format(simulation.total),
        catalog.format(simulation.conditional_total),
        catalog.format(simulation.doubtful_total),
        catalog.format(view.months_not_known),
    )
    period = catalog.gettext(f"{key}.intro", from_month=view.first_month, to_month=view.last_month)
    return TableBlock(
        caption=period,
        headings=(
            catalog.gettext(f"{key}.caption"),
            *(catalog.gettext(f"{key}.{name}") for name in CERTAINTIES),
        ),
        rows=(*children, every),
        widths=(2, 2, 3, 2, 2),
        figures=frozenset((1, 2, 3, 4)),
    )

"""The annex of a ledger: the arrears, month by month, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from functions.calculators.arrears.remarks import remark_texts
from functions.calculators.arrears.view import ArrearsView, LedgerLine, arrears_view
from functions.forms.definition import form_definition
from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents
from functions.law.maintenance.arrears import ArrearsResult
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.paper_forms.annex import answer_of, answers_given, explained
from functions.paper_forms.blocks import Block, Heading, Paragraph, TableBlock

COLUMNS = ("month", "missing", "remark", "due", "received")


def arrears_annex(
    arrears: ArrearsResult,
    catalog: Catalog,
    parameters: MaintenanceParameters,
    given: Mapping[str, str],
) -> Iterator[Block]:
    """The annex in a language; ``given`` are the answers that only the page asks for."""
    view = arrears_view(arrears, catalog, parameters)
    request = arrears.request
    yield Heading(3, catalog.gettext("common.result.heading"))
    yield Paragraph(catalog.gettext("common.result.date_used", day=request.application_date))
    yield from answer_of(view)
    yield from _contribution(view, catalog)
    yield Heading(3, catalog.gettext("arrears.headings.months"))
    yield _months(view, catalog)
    yield from answers_given(form_definition("arrears"), request, catalog, given)
    yield from explained(view.steps, view.notes, catalog, several=len(request.children) > 1)


def _contribution(view: ArrearsView, catalog: Catalog) -> Iterator[Block]:
    found = view.arrears
    if found.total > 0:
        yield Paragraph(
            catalog.gettext(
                "arrears.contribution.debtor",
                rate=found.contribution_rate,
                contribution=found.contribution,
                total=found.total,
            )
        )


def _months(view: ArrearsView, catalog: Catalog) -> TableBlock:
    """The ledger, and below it what is missing; what is too old is listed separately."""
    key, found = "arrears.months", view.arrears
    totals = [_total(catalog.gettext(f"{key}.total"), found.total, catalog)]
    if found.too_old > 0:
        totals.append(_total(catalog.gettext(f"{key}.total_too_old"), found.too_old, catalog))
    return TableBlock(
        caption=catalog.gettext(f"{key}.caption"),
        headings=tuple(catalog.gettext(f"{key}.{name}") for name in COLUMNS),
        rows=(*(_row(line, catalog) for line in view.lines), *totals),
        widths=(26, 16, 28, 16, 16),
        figures=frozenset((1, 3, 4)),
    )


def _row(line: LedgerLine, catalog: Catalog) -> tuple[str, ...]:
    month = line.month
    return (
        catalog.format(month.month),
        catalog.format(month.missing),
        remark_texts(line.remarks, catalog),
        catalog.format(month.due),
        catalog.format(month.received),
    )


def _total(name: str, total: Cents, catalog: Catalog) -> tuple[str, ...]:
    return (name, catalog.format(total), "", "", "")

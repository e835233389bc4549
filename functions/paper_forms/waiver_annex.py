"""The annex of a waiver calculation: the answer, the amounts, the limits, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from functions.calculators.waiver.view import WaiverView, waiver_view
from functions.forms.definition import form_definition
from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents, Value
from functions.law.waiver.calculation import Band, WaiverResult
from functions.law.waiver.parameters import WaiverParameters
from functions.paper_forms.annex import answers_given, explained
from functions.paper_forms.blocks import Block, Heading, Paragraph, TableBlock

AMOUNT = frozenset((1,))


def waiver_annex(
    calculation: WaiverResult,
    catalog: Catalog,
    parameters: WaiverParameters,
    given: Mapping[str, str],
) -> Iterator[Block]:
    """The annex in a language; ``given`` are the answers that only the page asks for."""
    view = waiver_view(calculation, catalog, parameters)
    request = calculation.request
    yield Heading(3, catalog.gettext("common.result.heading"))
    yield Paragraph(catalog.gettext("common.result.date_used", day=request.request_date))
    yield from _verdict(view)
    yield _amounts(view, catalog)
    yield _resources(view, catalog)
    yield from _left_out(view, catalog)
    yield from _limits(view, catalog)
    yield from answers_given(form_definition("waiver"), request, catalog, given)
    yield from explained(view.steps, view.notes, catalog, several=False)


def _verdict(view: WaiverView) -> Iterator[Block]:
    return map(Paragraph, view.answer.said)


def _amounts(view: WaiverView, catalog: Catalog) -> TableBlock:
    waiver, key = view.calculation.waiver, "waiver.amounts"
    amounts: dict[str, Value] = {
        "debt": view.debt,
        "percentage": waiver.percentage,
        "waived": waiver.waived,
        "recovered": waiver.recovered,
    }
    return TableBlock(
        caption=catalog.gettext(f"{key}.caption"),
        headings=(
            catalog.gettext("waiver.resources.line"),
            catalog.gettext(f"{key}.amount"),
        ),
        rows=tuple(
            (catalog.gettext(f"{key}.{name}"), catalog.format(value))
            for name, value in amounts.items()
        ),
        widths=(2, 1),
        figures=AMOUNT,
    )


def _resources(view: WaiverView, catalog: Catalog) -> TableBlock:
    household, key = view.calculation.household, "waiver.resources"
    lines: dict[str, Value] = {"debtor": household.debtor}
    if view.calculation.request.partner:
        lines |= {"partner": household.partner, "gross": household.gross}
    reduction = catalog.gettext(
        f"{key}.reduction", persons=household.persons, flat_reduction=household.flat_reduction
    )
    return TableBlock(
        caption=catalog.gettext(f"{key}.caption"),
        headings=(catalog.gettext(f"{key}.line"), catalog.gettext(f"{key}.amount")),
        rows=(
            *(
                (catalog.gettext(f"{key}.{name}"), catalog.format(value))
                for name, value in lines.items()
            ),
            (reduction, f"− {catalog.format(_reduction(view))}"),  # noqa: RUF001 - a minus sign
            (catalog.gettext(f"{key}.countable"), catalog.format(household.countable)),
        ),
        widths=(2, 1),
        figures=AMOUNT,
    )


def _reduction(view: WaiverView) -> Cents:
    """The flat-rate deduction of the whole household, in cents."""
    household = view.calculation.household
    return Cents(household.persons * household.flat_reduction)


def _left_out(view: WaiverView, catalog: Catalog) -> Iterator[Block]:
    household, key = view.calculation.household, "waiver.resources"
    if _reduction(view) > household.gross:
        yield Paragraph(catalog.gettext(f"{key}.not_below_zero"))
    if household.excluded > 0:
        yield Paragraph(catalog.gettext(f"{key}.excluded", excluded=household.excluded))


def _limits(view: WaiverView, catalog: Catalog) -> Iterator[Block]:
    calculation, key = view.calculation, "waiver.limits"
    yield Heading(3, catalog.gettext("waiver.folds.limits"))
    yield Paragraph(catalog.gettext(f"{key}.intro", countable=calculation.household.countable))
    yield TableBlock(
        caption=catalog.gettext(f"{key}.caption"),
        headings=(
            catalog.gettext("waiver.table.limit"),
            catalog.gettext(f"{key}.waived"),
        ),
        rows=tuple(
            (_bound(band, view, catalog), catalog.format(band.waived)) for band in calculation.bands
        ),
        widths=(3, 1),
        figures=AMOUNT,
    )


def _bound(band: Band, view: WaiverView, catalog: Catalog) -> str:
    """How far a band reaches, and whether it is that of the household."""
    key = "waiver.table"
    if band.limit is None:
        bound = catalog.gettext(f"{key}.more_than", limit=view.maximum)
    else:
        bound = catalog.gettext(f"{key}.up_to", limit=band.limit)
    return f"{bound} ({catalog.gettext(f'{key}.is_household')})" if band.is_household else bound

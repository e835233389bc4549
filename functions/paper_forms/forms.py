"""The forms that can be filled in, by the calculator whose answers they take."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from functions.calculators.advances.calculator import SCHEMA as ADVANCE_SCHEMA
from functions.calculators.advances.month_table import with_months
from functions.calculators.arrears.calculator import SCHEMA as ARREARS_SCHEMA
from functions.calculators.base import PdfCalculator
from functions.calculators.shared.ledger_months import with_ledger_months
from functions.calculators.waiver.calculator import SCHEMA as WAIVER_SCHEMA
from functions.i18n.catalog import Catalog
from functions.law.maintenance.advances import simulate_advances
from functions.law.maintenance.application import AdvanceApplication
from functions.law.maintenance.arrears import ArrearsResult, calculate_arrears
from functions.law.maintenance.arrears_request import ArrearsRequest
from functions.law.waiver.calculation import WaiverResult, calculate_waiver
from functions.law.waiver.request import WaiverRequest
from functions.paper_forms.advance_annex import advance_annex
from functions.paper_forms.advance_forms import AdvanceCase, advance_entries, asks_for_payments
from functions.paper_forms.arrears_annex import arrears_annex
from functions.paper_forms.arrears_forms import arrears_entries
from functions.paper_forms.blocks import Block
from functions.paper_forms.definition import paper_form
from functions.paper_forms.entries import Entry, Writer
from functions.paper_forms.waiver_annex import waiver_annex
from functions.paper_forms.waiver_forms import waiver_entries
from functions.parameters import load


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes one form, filled in, in any language."""

    name: str
    make: Callable[[str, Any, Catalog], bytes]

    def __call__(self, case: object, catalog: Catalog) -> bytes:
        return self.make(self.name, case, catalog)


def _advance_case(application: AdvanceApplication) -> AdvanceCase:
    parameters = load.maintenance()
    return AdvanceCase.of(simulate_advances(application, parameters), parameters)


def advance_form(name: str, case: AdvanceCase, catalog: Catalog) -> bytes:
    """A form of the maintenance service, filled in from an advance simulation."""
    form = paper_form(name)
    annex = advance_annex(case, catalog, load.maintenance(), payments=asks_for_payments(form))
    entries = advance_entries(Writer(form, catalog), case)
    return _completed(name, entries, annex, catalog)


def arrears_form(name: str, arrears: ArrearsResult, catalog: Catalog) -> bytes:
    """A form of the maintenance service, filled in from the arrears of a ledger."""
    entries = arrears_entries(Writer(paper_form(name), catalog), arrears)
    annex = arrears_annex(arrears, catalog, load.maintenance())
    return _completed(name, entries, annex, catalog)


def waiver_form(name: str, calculation: WaiverResult, catalog: Catalog) -> bytes:
    """A form of the payment fund, filled in from a waiver calculation."""
    entries = waiver_entries(Writer(paper_form(name), catalog), calculation)
    annex = waiver_annex(calculation, catalog, load.waiver())
    return _completed(name, entries, annex, catalog)


def _retitled(pdf: bytes, title: str) -> bytes:
    # Likewise.
    from functions.paper_forms.titles import retitled  # noqa: PLC0415

    return retitled(pdf, title)


def _completed(
    name: str, entries: Iterable[Entry], annex: Iterable[Block], catalog: Catalog
) -> bytes:
    # Read only here: answers that are refused do not pay for the library for PDF.
    from functions.paper_forms.document import completed, empty_form  # noqa: PLC0415

    return completed(empty_form(name, catalog.language), entries, annex, catalog)


def advance_calculator(name: str) -> PdfCalculator[AdvanceApplication]:
    """The advance simulator, responding with that form."""
    return PdfCalculator(
        schema=ADVANCE_SCHEMA,
        compute=_advance_case,
        prepare_form=partial(with_months, ADVANCE_SCHEMA),
        name=name,
        make=_Maker(name, advance_form),
        retitle=_retitled,
    )


def arrears_calculator(name: str) -> PdfCalculator[ArrearsRequest]:
    """The arrears calculator, responding with that form."""
    return PdfCalculator(
        schema=ARREARS_SCHEMA,
        compute=lambda request: calculate_arrears(request, load.maintenance()),
        prepare_form=partial(with_ledger_months, ARREARS_SCHEMA),
        name=name,
        make=_Maker(name, arrears_form),
        retitle=_retitled,
    )


def waiver_calculator(name: str) -> PdfCalculator[WaiverRequest]:
    """The waiver calculator, responding with that form."""
    return PdfCalculator(
        schema=WAIVER_SCHEMA,
        compute=lambda request: calculate_waiver(request, load.waiver()),
        name=name,
        make=_Maker(name, waiver_form),
        retitle=_retitled,
    )

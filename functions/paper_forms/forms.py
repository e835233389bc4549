"""The forms that can be filled in, by the calculator whose answers they take."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from functions.calculators.advances.month_table import with_months
from functions.calculators.advances.request import SCHEMA as ADVANCE_SCHEMA
from functions.calculators.advances.request import application
from functions.calculators.arrears.month_table import with_ledger_months
from functions.calculators.arrears.request import SCHEMA as ARREARS_SCHEMA
from functions.calculators.arrears.request import ledger_request
from functions.calculators.base import PdfCalculator
from functions.calculators.waiver.request import SCHEMA as WAIVER_SCHEMA
from functions.calculators.waiver.request import waiver_request
from functions.forms.partial_answers import PartialAnswers
from functions.i18n.catalog import Catalog
from functions.law.maintenance.advances import simulate_advances
from functions.law.maintenance.arrears import calculate_arrears
from functions.law.waiver.calculation import calculate_waiver
from functions.paper_forms.advance_annex import advance_annex
from functions.paper_forms.advance_forms import AdvanceCase, advance_entries, asks_for_payments
from functions.paper_forms.arrears_annex import arrears_annex
from functions.paper_forms.arrears_forms import ArrearsCase, arrears_entries
from functions.paper_forms.blocks import Block
from functions.paper_forms.definition import paper_form
from functions.paper_forms.entries import Entry, Writer
from functions.paper_forms.waiver_annex import waiver_annex
from functions.paper_forms.waiver_forms import WaiverCase, waiver_entries
from functions.parameters import load


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes one form, filled in, in any language."""

    name: str
    make: Callable[[str, Any, Catalog], bytes]

    def __call__(self, case: object, catalog: Catalog) -> bytes:
        return self.make(self.name, case, catalog)


def _advance_case(answers: PartialAnswers) -> AdvanceCase:
    parameters = load.maintenance()
    return AdvanceCase.of(answers, simulate_advances(application(answers), parameters), parameters)


def _arrears_case(answers: PartialAnswers) -> ArrearsCase:
    found = calculate_arrears(ledger_request(answers), load.maintenance())
    return ArrearsCase(answers=answers, arrears=found)


def _waiver_case(answers: PartialAnswers) -> WaiverCase:
    calculation = calculate_waiver(waiver_request(answers), load.waiver())
    return WaiverCase(answers=answers, calculation=calculation)


def advance_form(name: str, case: AdvanceCase, catalog: Catalog) -> bytes:
    """A form of the maintenance service, filled in from an advance simulation."""
    form = paper_form(name)
    annex = advance_annex(case, catalog, load.maintenance(), payments=asks_for_payments(form))
    entries = advance_entries(Writer(form, catalog), case)
    return _completed(name, entries, annex, catalog)


def arrears_form(name: str, case: ArrearsCase, catalog: Catalog) -> bytes:
    """A form of the maintenance service, filled in from the arrears of a ledger."""
    entries = arrears_entries(Writer(paper_form(name), catalog), case)
    annex = arrears_annex(case, catalog, load.maintenance())
    return _completed(name, entries, annex, catalog)


def waiver_form(name: str, case: WaiverCase, catalog: Catalog) -> bytes:
    """A form of the payment fund, filled in from a waiver calculation."""
    entries = waiver_entries(Writer(paper_form(name), catalog), case)
    annex = waiver_annex(case, catalog, load.waiver())
    return _completed(name, entries, annex, catalog)


def _completed(
    name: str, entries: Iterable[Entry], annex: Iterable[Block], catalog: Catalog
) -> bytes:
    # Read only here: answers that are refused do not pay for the library for PDF.
    from functions.paper_forms.document import completed, empty_form  # noqa: PLC0415

    return completed(empty_form(name, catalog.language), entries, annex, catalog)


def advance_calculator(name: str) -> PdfCalculator:
    """The advance simulator, responding with that form."""
    return PdfCalculator(
        schema=ADVANCE_SCHEMA,
        compute=_advance_case,
        prepare_form=with_months,
        name=name,
        make=_Maker(name, advance_form),
    )


def arrears_calculator(name: str) -> PdfCalculator:
    """The arrears calculator, responding with that form."""
    return PdfCalculator(
        schema=ARREARS_SCHEMA,
        compute=_arrears_case,
        prepare_form=partial(with_ledger_months, ARREARS_SCHEMA),
        name=name,
        make=_Maker(name, arrears_form),
    )


def waiver_calculator(name: str) -> PdfCalculator:
    """The waiver calculator, responding with that form."""
    return PdfCalculator(
        schema=WAIVER_SCHEMA,
        compute=_waiver_case,
        name=name,
        make=_Maker(name, waiver_form),
    )

"""The forms that can be filled in, by the calculator whose answers they take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
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
from functions.pages.personal_page import PersonalPart
from functions.paper_forms.advance_annex import advance_annex
from functions.paper_forms.advance_forms import AdvanceCase, advance_entries, asks_for_payments
from functions.paper_forms.arrears_annex import arrears_annex
from functions.paper_forms.arrears_forms import arrears_entries
from functions.paper_forms.blocks import Block
from functions.paper_forms.definition import PaperForm, paper_form
from functions.paper_forms.entries import Entry, Writer
from functions.paper_forms.personal import Personal, personal_names
from functions.paper_forms.waiver_annex import waiver_annex
from functions.paper_forms.waiver_forms import waiver_entries
from functions.parameters import load

Content = tuple[tuple[Entry, ...], tuple[Block, ...]]
"""What a form is filled in with, and its annex."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """One form of a calculator, in any language. ``content`` is what a result writes into it."""

    name: str
    content: Callable[[PaperForm, Any, Catalog, Mapping[str, str]], Content]

    @property
    def file_names(self) -> str:
        """The key of the name of the file that a reader saves."""
        return f"paper_{self.name}.fileName"

    @property
    def personal_names(self) -> frozenset[str]:
        """The names of the fields about people."""
        return personal_names(paper_form(self.name))

    def personal(
        self, case: object, catalog: Catalog, typed: Mapping[str, str]
    ) -> tuple[PersonalPart, ...]:
        """The fields about people, with what was typed into them."""
        form = paper_form(self.name)
        entries, _ = self.content(form, case, catalog, {})
        return Personal(form, catalog, entries).parts(typed)

    def make(
        self,
        case: object,
        catalog: Catalog,
        typed: Mapping[str, str],
        given: Mapping[str, str] = MappingProxyType({}),
    ) -> bytes:
        """The form, filled in; ``typed`` is what the reader wrote about people, without a fault.

        ``given`` are the answers that only the page asks for, which the annex prints.
        """
        # Read only here: answers that are refused do not pay for the library for PDF.
        from functions.paper_forms.document import completed, empty_form  # noqa: PLC0415

        form = paper_form(self.name)
        entries, annex = self.content(form, case, catalog, given)
        people = Personal(form, catalog, entries).entries(typed)
        empty = empty_form(self.name, catalog.language)
        return completed(empty, (*entries, *people), annex, catalog)

    def retitle(self, pdf: bytes, title: str) -> bytes:
        """The PDF with another title."""
        # Likewise.
        from functions.paper_forms.titles import retitled  # noqa: PLC0415

        return retitled(pdf, title)


def _advance_case(application: AdvanceApplication) -> AdvanceCase:
    parameters = load.maintenance()
    return AdvanceCase.of(simulate_advances(application, parameters), parameters)


def _advance_content(
    form: PaperForm, case: AdvanceCase, catalog: Catalog, given: Mapping[str, str]
) -> Content:
    """A form of the maintenance service, filled in from an advance simulation."""
    annex = advance_annex(
        case, catalog, load.maintenance(), payments=asks_for_payments(form), given=given
    )
    return tuple(advance_entries(Writer(form, catalog), case)), tuple(annex)


def _arrears_content(
    form: PaperForm, arrears: ArrearsResult, catalog: Catalog, given: Mapping[str, str]
) -> Content:
    """A form of the maintenance service, filled in from the arrears of a ledger."""
    annex = arrears_annex(arrears, catalog, load.maintenance(), given)
    return tuple(arrears_entries(Writer(form, catalog), arrears)), tuple(annex)


def _waiver_content(
    form: PaperForm, calculation: WaiverResult, catalog: Catalog, given: Mapping[str, str]
) -> Content:
    """A form of the payment fund, filled in from a waiver calculation."""
    annex = waiver_annex(calculation, catalog, load.waiver(), given)
    return tuple(waiver_entries(Writer(form, catalog), calculation)), tuple(annex)


def advance_calculator(name: str) -> PdfCalculator[AdvanceApplication]:
    """The advance simulator, responding with that form."""
    return PdfCalculator(
        schema=ADVANCE_SCHEMA,
        compute=_advance_case,
        prepare_form=partial(with_months, ADVANCE_SCHEMA),
        paper=_Paper(name, _advance_content),
    )


def arrears_calculator(name: str) -> PdfCalculator[ArrearsRequest]:
    """The arrears calculator, responding with that form."""
    return PdfCalculator(
        schema=ARREARS_SCHEMA,
        compute=lambda request: calculate_arrears(request, load.maintenance()),
        prepare_form=partial(with_ledger_months, ARREARS_SCHEMA),
        paper=_Paper(name, _arrears_content),
    )


def waiver_calculator(name: str) -> PdfCalculator[WaiverRequest]:
    """The waiver calculator, responding with that form."""
    return PdfCalculator(
        schema=WAIVER_SCHEMA,
        compute=lambda request: calculate_waiver(request, load.waiver()),
        paper=_Paper(name, _waiver_content),
    )

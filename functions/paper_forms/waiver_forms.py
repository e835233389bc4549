"""What the waiver calculation writes into the forms of the payment fund."""

from __future__ import annotations

from collections.abc import Iterator

from functions.forms.names import snake
from functions.law.core.values import Cents
from functions.law.waiver.calculation import WaiverResult
from functions.law.waiver.request import Resources
from functions.paper_forms.entries import Entry, Writer, column_of, section_of


def waiver_entries(writer: Writer, calculation: WaiverResult) -> Iterator[Entry]:
    """Every entry of the form that the calculation knows."""
    request, household = calculation.request, calculation.household
    yield from writer.answered(request)
    yield from _resources(writer, "debtor", request.debtor_resources, household.debtor)
    if request.partner and request.partner_resources is not None:
        yield from _resources(writer, "partner", request.partner_resources, household.partner)
    section = section_of(writer.form, "resources")
    yield from writer.entry(section, column_of(section, "together"), household.gross)


def _resources(writer: Writer, person: str, resources: Resources, total: Cents) -> Iterator[Entry]:
    """What one person receives each month, kind by kind, and together."""
    section = section_of(writer.form, "resources")
    column = column_of(section, person)
    for row in () if section.table is None else section.table.rows:
        amount = total if row == "total" else getattr(resources, snake(row))
        yield from writer.entry(section, column, amount, row=row)

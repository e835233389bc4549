"""What the advance simulation writes into the forms of the maintenance service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from functions.law.maintenance.advances import AdvancesResult
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.schedule import ChildSchedule
from functions.paper_forms.definition import PaperForm
from functions.paper_forms.entries import Entry, Writer, column_of, section_of
from functions.paper_forms.payment_table import PaymentRow, payment_entries, payment_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceCase:
    """What was simulated, and the months of payments."""

    simulation: AdvancesResult
    payments: tuple[PaymentRow, ...]

    @classmethod
    def of(cls, simulation: AdvancesResult, parameters: MaintenanceParameters) -> AdvanceCase:
        """The case of a simulation."""
        payments = payment_rows(simulation.application, parameters)
        return cls(simulation=simulation, payments=payments)


def asks_for_payments(form: PaperForm) -> bool:
    """Whether the form has a payment table."""
    return any(section.id == "payments" for section in form.sections)


def advance_entries(writer: Writer, case: AdvanceCase) -> Iterator[Entry]:
    """Every entry of the form that the simulation knows."""
    yield from writer.answered(case.simulation.application)
    if asks_for_payments(writer.form):
        yield from _advance_requests(writer, case.simulation)
        yield from payment_entries(writer, case.payments)


def _advance_requests(writer: Writer, simulation: AdvancesResult) -> Iterator[Entry]:
    """Advances are asked for each child for whom the simulation finds some."""
    section = section_of(writer.form, "creditors")
    for schedule in simulation.schedules:
        if _gives_advances(schedule):
            column = column_of(section, "advance")
            yield from writer.entry(section, column, True, entry=schedule.child + 1)


def _gives_advances(schedule: ChildSchedule) -> bool:
    possible = schedule.total + schedule.conditional_total + schedule.doubtful_total
    return possible > 0 or schedule.months_not_known > 0

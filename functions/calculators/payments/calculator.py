"""Shows a debtor what each payment to the service pays, and when the service stops."""

from __future__ import annotations

from functions.calculators.base import Calculator
from functions.calculators.payments.response import MEMBERS, days, table
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.debtor_account import PaymentsRequest, validate
from functions.law.maintenance.payments import allocate_payments
from functions.parameters import load

CALCULATOR = Calculator(
    schema=FormSchema(
        form=form_definition("payments"),
        request=PaymentsRequest,
        validate=lambda request: validate(request, load.maintenance()),
    ),
    compute=lambda request: allocate_payments(request, load.maintenance()),
    members=MEMBERS,
    counts_days=True,
    view_parameters=load.maintenance,
    days=days,
    table=table,
    table_entries=lambda result: result.allocations,
)

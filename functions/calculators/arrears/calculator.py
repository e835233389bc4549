"""The function behind the page on the arrears of maintenance."""

from __future__ import annotations

from functools import partial

from functions.calculators.arrears.response import MEMBERS, table
from functions.calculators.base import Calculator
from functions.calculators.shared.ledger_months import with_ledger_months
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.arrears import calculate_arrears
from functions.law.maintenance.arrears_request import ArrearsRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("arrears"),
    request=ArrearsRequest,
    validate=lambda request: validate(request, load.maintenance()),
)
CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: calculate_arrears(request, load.maintenance()),
    members=MEMBERS,
    view_parameters=load.maintenance,
    table=table,
    table_entries=lambda result: result.months,
    prepare_form=partial(with_ledger_months, SCHEMA),
)

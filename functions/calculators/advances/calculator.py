"""The advance simulator."""

from __future__ import annotations

from functools import partial

from functions.calculators.advances.month_table import with_months
from functions.calculators.advances.response import MEMBERS, days, table
from functions.calculators.base import Calculator
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.advances import simulate_advances
from functions.law.maintenance.advances_validation import validate
from functions.law.maintenance.application import AdvanceApplication
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("advances"),
    request=AdvanceApplication,
    validate=lambda request: validate(request, load.maintenance()),
)
CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: simulate_advances(request, load.maintenance()),
    members=MEMBERS,
    view_parameters=load.maintenance,
    days=days,
    table=table,
    table_entries=lambda result: result.schedules,
    prepare_form=partial(with_months, SCHEMA),
)

"""The function behind the deadlines of the maintenance service."""

from __future__ import annotations

from functions.calculators.base import Calculator
from functions.calculators.deadlines.response import MEMBERS, days
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.deadlines import DeadlinesRequest, find_deadlines, validate
from functions.parameters import load

CALCULATOR = Calculator(
    schema=FormSchema(
        form=form_definition("deadlines"),
        request=DeadlinesRequest,
        validate=lambda request: validate(request, load.maintenance()),
    ),
    compute=lambda request: find_deadlines(request, load.maintenance()),
    members=MEMBERS,
    view_parameters=load.maintenance,
    counts_days=True,
    days=days,
)

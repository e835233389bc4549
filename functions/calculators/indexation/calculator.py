"""The function behind the page on the index of a maintenance amount."""

from __future__ import annotations

from functions.calculators.base import Calculator
from functions.calculators.indexation.response import MEMBERS, days
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.indexation_history import IndexationRequest, validate
from functions.law.maintenance.indexation_history import index_maintenance as indexed
from functions.parameters import load

CALCULATOR = Calculator(
    schema=FormSchema(
        form=form_definition("indexation"),
        request=IndexationRequest,
        validate=lambda request: validate(request, load.maintenance()),
    ),
    compute=lambda request: indexed(request, load.maintenance()),
    members=MEMBERS,
    view_parameters=load.maintenance,
    days=days,
)

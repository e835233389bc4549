"""Shows a creditor how an undue sum is taken from the later payments of the service."""

from __future__ import annotations

from functions.calculators.base import Calculator
from functions.calculators.undue.response import MEMBERS
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.undue import UndueRequest, set_off_undue_sum, validate
from functions.parameters import load

CALCULATOR = Calculator(
    schema=FormSchema(
        form=form_definition("undue"),
        request=UndueRequest,
        validate=lambda request: validate(request, load.maintenance()),
    ),
    compute=lambda request: set_off_undue_sum(request, load.maintenance()),
    members=MEMBERS,
)

"""The waiver-percentage calculator."""

from __future__ import annotations

from functions.calculators.base import Calculator
from functions.calculators.waiver.response import MEMBERS
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.waiver.calculation import calculate_waiver
from functions.law.waiver.request import WaiverRequest
from functions.law.waiver.waiver_validation import validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("waiver"),
    request=WaiverRequest,
    validate=lambda request: validate(request, load.waiver()),
)
CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: calculate_waiver(request, load.waiver()),
    members=MEMBERS,
    view_parameters=load.waiver,
)

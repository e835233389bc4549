"""The function behind the page on the limits of the waiver."""

from __future__ import annotations

from functions.calculators.base import Calculator
from functions.calculators.limits.response import MEMBERS
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.waiver.limit_comparison import LimitsRequest, calculate_limits, validate
from functions.parameters import load

CALCULATOR = Calculator(
    schema=FormSchema(
        form=form_definition("limits"),
        request=LimitsRequest,
        validate=lambda request: validate(request, load.waiver()),
    ),
    compute=lambda request: calculate_limits(request, load.waiver()),
    members=MEMBERS,
)

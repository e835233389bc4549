"""The function behind the renewals of advances for an adult child."""

from __future__ import annotations

from functions.calculators.base import Calculator
from functions.calculators.renewals.response import MEMBERS, days
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.renewals import RenewalRequest, validate
from functions.law.maintenance.renewals import plan_renewals as plan
from functions.parameters import load

CALCULATOR = Calculator(
    schema=FormSchema(
        form=form_definition("renewals"),
        request=RenewalRequest,
        validate=lambda request: validate(request, load.maintenance()),
    ),
    compute=lambda request: plan(request, load.maintenance()),
    members=MEMBERS,
    counts_days=True,
    days=days,
)

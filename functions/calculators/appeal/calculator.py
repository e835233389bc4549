"""The function behind the days to appeal against a decision on family allowances."""

from __future__ import annotations

from functions.calculators.appeal.response import MEMBERS, days
from functions.calculators.base import Calculator
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.waiver.appeal import AppealRequest, find_appeal_dates, validate
from functions.parameters import load

CALCULATOR = Calculator(
    schema=FormSchema(
        form=form_definition("appeal"),
        request=AppealRequest,
        validate=lambda request: validate(request, load.waiver()),
    ),
    compute=lambda request: find_appeal_dates(request, load.waiver()),
    members=MEMBERS,
    counts_days=True,
    days=days,
)

"""Answers what a letter must say."""

from __future__ import annotations

from functions.calculators.base import Calculator
from functions.calculators.particulars.response import MEMBERS, days
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.waiver.particulars import ParticularsRequest, check_particulars, validate
from functions.parameters import load

CALCULATOR = Calculator(
    schema=FormSchema(
        form=form_definition("particulars"),
        request=ParticularsRequest,
        validate=lambda request: validate(request, load.waiver()),
    ),
    compute=lambda request: check_particulars(request, load.waiver()),
    members=MEMBERS,
    counts_days=True,
    days=days,
)

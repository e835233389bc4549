"""Answers how long the data of a decision are kept."""

from __future__ import annotations

from functions.calculators.base import Calculator
from functions.calculators.retention.response import MEMBERS, days
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.waiver.retention import RetentionRequest, check_retention, validate
from functions.parameters import load

CALCULATOR = Calculator(
    schema=FormSchema(
        form=form_definition("retention"),
        request=RetentionRequest,
        validate=lambda request: validate(request, load.waiver()),
    ),
    compute=lambda request: check_retention(request, load.waiver()),
    members=MEMBERS,
    days=days,
)

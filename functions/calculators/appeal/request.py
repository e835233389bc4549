"""The request of the days to appeal."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.waiver.appeal import AppealRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("appeal"),
    request=AppealRequest,
    validate=lambda request: validate(request, load.waiver()),
)

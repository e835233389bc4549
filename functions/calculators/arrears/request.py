"""The request of the calculator of arrears. The forms of the service take the same answers."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.arrears_request import ArrearsRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("arrears"),
    request=ArrearsRequest,
    validate=lambda request: validate(request, load.maintenance()),
)

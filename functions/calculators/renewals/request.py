"""The request of the planner of renewals."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.renewals import RenewalRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("renewals"),
    request=RenewalRequest,
    validate=lambda request: validate(request, load.maintenance()),
)

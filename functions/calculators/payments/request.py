"""The request of the allocation of payments."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.debtor_account import PaymentsRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("payments"),
    request=PaymentsRequest,
    validate=lambda request: validate(request, load.maintenance()),
)

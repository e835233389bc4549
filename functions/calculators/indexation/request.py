"""The request of the calculator of indexed maintenance."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.indexation_history import IndexationRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("indexation"),
    request=IndexationRequest,
    validate=lambda request: validate(request, load.maintenance()),
)

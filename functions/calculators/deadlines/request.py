"""The request of the deadlines of the maintenance service."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.deadlines import DeadlinesRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("deadlines"),
    request=DeadlinesRequest,
    validate=lambda request: validate(request, load.maintenance()),
)

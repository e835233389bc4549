"""The request of the set-off of an undue sum."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.undue import UndueRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("undue"),
    request=UndueRequest,
    validate=lambda request: validate(request, load.maintenance()),
)

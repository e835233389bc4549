"""The request of the advance simulator. The forms of the service take the same answers."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.advances_validation import validate
from functions.law.maintenance.application import AdvanceApplication
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("advances"),
    request=AdvanceApplication,
    validate=lambda request: validate(request, load.maintenance()),
)

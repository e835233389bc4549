"""The request of the check of mandatory particulars."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.waiver.particulars import ParticularsRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("particulars"),
    request=ParticularsRequest,
    validate=lambda request: validate(request, load.waiver()),
)

"""The request of the waiver calculator; the forms and the decision register take it as well."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.waiver.request import WaiverRequest
from functions.law.waiver.waiver_validation import validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("waiver"),
    request=WaiverRequest,
    validate=lambda request: validate(request, load.waiver()),
)

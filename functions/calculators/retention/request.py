"""The request of the retention period of a software decision."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.waiver.retention import RetentionRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("retention"),
    request=RetentionRequest,
    validate=lambda request: validate(request, load.waiver()),
)

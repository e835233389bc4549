"""The request of the comparison of limits."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.waiver.limit_comparison import LimitsRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("limits"),
    request=LimitsRequest,
    validate=lambda request: validate(request, load.waiver()),
)

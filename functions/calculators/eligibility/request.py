"""The request of the check of eligibility."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.eligibility import EligibilityRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("eligibility"),
    request=EligibilityRequest,
    validate=lambda request: validate(request, load.maintenance()),
)

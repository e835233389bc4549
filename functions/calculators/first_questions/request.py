"""The request of the first questions about a recovery letter."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.waiver.first_questions_request import FirstQuestionsRequest, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("first_questions"),
    request=FirstQuestionsRequest,
    validate=lambda request: validate(request, load.waiver()),
)

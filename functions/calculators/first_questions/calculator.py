"""Answers whether a debt must be paid back at all."""

from __future__ import annotations

from functions.calculators.base import Calculator
from functions.calculators.first_questions.response import MEMBERS
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.waiver.first_questions import ask_first_questions
from functions.law.waiver.first_questions_request import FirstQuestionsRequest, validate
from functions.parameters import load

CALCULATOR = Calculator(
    schema=FormSchema(
        form=form_definition("first_questions"),
        request=FirstQuestionsRequest,
        validate=lambda request: validate(request, load.waiver()),
    ),
    compute=lambda request: ask_first_questions(request, load.waiver()),
    members=MEMBERS,
)

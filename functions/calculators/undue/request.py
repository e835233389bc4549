"""From the answers of a request to the undue sum that the law knows."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.maintenance import undue
from functions.law.maintenance.undue import LaterPayment, UndueRequest
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("undue"),
    choices={},
    check=lambda answers: undue.issues(answers, load.maintenance()),
)


def undue_request(answers: PartialAnswers) -> UndueRequest:
    """The request. The answers are complete: nothing in them was refused."""
    return UndueRequest(
        asked_on=answers.asked_on,
        undue=answers.undue,
        fraud=answers.fraud,
        payments=tuple(LaterPayment(amount=payment.amount) for payment in answers.payments),
    )

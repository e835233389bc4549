"""From the answers of a request to the undue sum that the law knows."""

from __future__ import annotations

from functions.forms.definition import question_set
from functions.forms.parse import Rules
from functions.forms.partial_answers import Draft
from functions.law.maintenance import undue
from functions.law.maintenance.undue import LaterPayment, UndueRequest
from functions.parameters import load

RULES = Rules(
    questions=question_set("undue"),
    choices={},
    check=lambda answers: undue.issues(answers, load.maintenance()),
)


def undue_request(answers: Draft) -> UndueRequest:
    """The request. The answers are complete: nothing in them was refused."""
    return UndueRequest(
        asked_on=answers.asked_on,
        undue=answers.undue,
        fraud=answers.fraud,
        payments=tuple(LaterPayment(amount=payment.amount) for payment in answers.payments),
    )

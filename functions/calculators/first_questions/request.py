"""From the answers of a request to the recovery letter that the law knows."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.waiver import first_questions_request as law
from functions.law.waiver.first_questions_request import FirstQuestionsRequest, UnduePayment
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("first_questions"),
    choices={},
    check=lambda answers: law.issues(answers, load.waiver()),
)


def first_request(answers: PartialAnswers) -> FirstQuestionsRequest:
    """The request. The answers are complete: nothing in them was refused."""
    return FirstQuestionsRequest(
        letter_sent_on=answers.letter_sent_on,
        payer_error=answers.payer_error,
        could_notice=answers.could_notice,
        died_before_told=answers.died_before_told,
        fraud_proven=answers.fraud_proven,
        payments=tuple(
            UnduePayment(month=payment.month, amount=payment.amount) for payment in answers.payments
        ),
    )

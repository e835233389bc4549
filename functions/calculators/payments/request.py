"""From the answers of a request to the account that the law knows."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.maintenance import debtor_account
from functions.law.maintenance.allocation import Payment
from functions.law.maintenance.debtor_account import PaymentsRequest
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("payments"),
    choices={},
    check=lambda answers: debtor_account.issues(answers, load.maintenance()),
)


def account_request(answers: PartialAnswers) -> PaymentsRequest:
    """The request. The answers are complete: nothing in them was refused."""
    return PaymentsRequest(
        application_date=answers.application_date,
        arrears=answers.arrears,
        recovery_costs=answers.recovery_costs,
        interest=answers.interest,
        monthly_maintenance=answers.monthly_maintenance,
        monthly_advance=answers.monthly_advance,
        first_month=answers.first_month,
        months=answers.months,
        due_day=answers.due_day,
        payments=tuple(
            Payment(date=payment.date, amount=payment.amount) for payment in answers.payments
        ),
        letter_sent_on=answers.letter_sent_on,
    )

"""From the answers to the ledger that the law knows: of two functions, hence here."""

from __future__ import annotations

from functions.calculators.shared.title import received_payments, title_terms
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.maintenance import arrears_request
from functions.law.maintenance.application import IndexationClause
from functions.law.maintenance.arrears_request import ArrearsRequest, Creditor
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("arrears"),
    choices={"title.indexation": IndexationClause, "title.startIndex.baseYear": int},
    check=lambda answers: arrears_request.issues(answers, load.maintenance()),
)


def ledger_request(answers: PartialAnswers) -> ArrearsRequest:
    """The request. The answers are complete: nothing in them was refused."""
    return ArrearsRequest(
        application_date=answers.application_date,
        title=title_terms(answers.title),
        children=tuple(
            Creditor(monthly_maintenance=child.monthly_maintenance) for child in answers.children
        ),
        received_payments=received_payments(answers),
    )

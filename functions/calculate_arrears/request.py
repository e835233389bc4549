"""From the answers of a request to the ledger that the law knows."""

from __future__ import annotations

from functions.law.maintenance import arrears_request
from functions.law.maintenance.application import (
    IndexationClause,
    ReceivedPayment,
    StartIndex,
    TitleTerms,
)
from functions.law.maintenance.arrears_request import ArrearsRequest, Creditor
from functions.parameters import load
from functions.questions.decode import Rules
from functions.questions.definition import question_set
from functions.questions.draft import Draft

RULES = Rules(
    questions=question_set("arrears"),
    choices={"title.indexation": IndexationClause, "title.startIndex.baseYear": int},
    check=lambda answers: arrears_request.issues(answers, load.maintenance()),
)


def ledger_request(answers: Draft) -> ArrearsRequest:
    """The request. The answers are complete: nothing in them was refused."""
    return ArrearsRequest(
        application_date=answers.application_date,
        title=_title(answers.title),
        children=tuple(
            Creditor(monthly_maintenance=child.monthly_maintenance) for child in answers.children
        ),
        received_payments=tuple(
            ReceivedPayment(month=payment.month, amount=payment.amount)
            for payment in answers.received_payments
        ),
    )


def _title(answers: Draft) -> TitleTerms:
    start = answers.start_index
    return TitleTerms(
        date=answers.date,
        indexation=answers.indexation,
        start_index=(
            None if start is None else StartIndex(figure=start.figure, base_year=start.base_year)
        ),
        due_day=answers.due_day,
    )

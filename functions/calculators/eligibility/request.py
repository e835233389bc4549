"""From the answers of a request to the request that the law knows."""

from __future__ import annotations

from functions.calculators.shared.title import received_payments, title
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.maintenance import eligibility
from functions.law.maintenance.application import (
    IndexationClause,
    TitleKind,
)
from functions.law.maintenance.arrears_request import Creditor
from functions.law.maintenance.eligibility import EligibilityRequest
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("eligibility"),
    choices={
        "title.kind": TitleKind,
        "title.indexation": IndexationClause,
        "title.startIndex.baseYear": int,
    },
    check=lambda answers: eligibility.issues(answers, load.maintenance()),
)


def eligibility_request(answers: PartialAnswers) -> EligibilityRequest:
    """The request. The answers are complete: nothing in them was refused."""
    return EligibilityRequest(
        application_date=answers.application_date,
        applicant_lives_in_belgium=answers.applicant_lives_in_belgium,
        children_live_in_belgium=answers.children_live_in_belgium,
        title=title(answers.title),
        children=tuple(
            Creditor(monthly_maintenance=child.monthly_maintenance) for child in answers.children
        ),
        received_payments=received_payments(answers),
    )

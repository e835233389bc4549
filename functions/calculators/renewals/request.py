"""From the answers of a request to the child and the grant that the law knows."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.maintenance.renewals import RenewalRequest, issues
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("renewals"),
    choices={},
    check=lambda answers: issues(answers, load.maintenance()),
)


def renewal_request(answers: PartialAnswers) -> RenewalRequest:
    """The child and its grant. The answers are complete: nothing in them was refused."""
    return RenewalRequest(
        birth_date=answers.birth_date,
        granted_on=answers.granted_on,
        child_benefit_until=answers.child_benefit_until,
        education_until=answers.education_until,
        proof_asked_on=answers.proof_asked_on,
    )

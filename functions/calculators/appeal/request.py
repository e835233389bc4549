"""From the answers of a request to the decision that the law knows."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.waiver.appeal import AppealRequest, issues
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("appeal"),
    choices={},
    check=lambda answers: issues(answers, load.waiver()),
)


def appeal_request(answers: PartialAnswers) -> AppealRequest:
    """The decision and what followed. The answers are complete: nothing in them was refused."""
    return AppealRequest(
        informed_on=answers.informed_on,
        particulars_missing=answers.particulars_missing,
        complaint_on=answers.complaint_on,
        commission_informed_on=answers.commission_informed_on,
        request_sent_on=answers.request_sent_on,
    )

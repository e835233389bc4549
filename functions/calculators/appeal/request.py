"""From the answers of a request to the decision that the law knows."""

from __future__ import annotations

from functions.forms.definition import question_set
from functions.forms.parse import Rules
from functions.forms.partial_answers import Draft
from functions.law.waiver.appeal import AppealRequest, issues
from functions.parameters import load

RULES = Rules(
    questions=question_set("appeal"),
    choices={},
    check=lambda answers: issues(answers, load.waiver()),
)


def appeal_request(answers: Draft) -> AppealRequest:
    """The decision and what followed. The answers are complete: nothing in them was refused."""
    return AppealRequest(
        informed_on=answers.informed_on,
        particulars_missing=answers.particulars_missing,
        complaint_on=answers.complaint_on,
        commission_informed_on=answers.commission_informed_on,
        request_sent_on=answers.request_sent_on,
    )

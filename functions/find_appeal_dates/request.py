"""From the answers of a request to the decision that the law knows."""

from __future__ import annotations

from functions.law.waiver.appeal import AppealRequest, issues
from functions.parameters import load
from functions.questions.decode import Rules
from functions.questions.definition import question_set
from functions.questions.draft import Draft

RULES = Rules(
    questions=question_set("waiver_appeal"),
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

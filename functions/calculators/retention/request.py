"""From the answers of a request to the software decision that the law knows."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.waiver import retention_checks
from functions.law.waiver.limitation import Interruption, Suspension
from functions.law.waiver.retention import RetainedDecision, RetentionRequest
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("retention"),
    choices={"kind": RetainedDecision},
    check=lambda answers: retention_checks.issues(answers, load.waiver()),
)


def retention_request(answers: PartialAnswers) -> RetentionRequest:
    """The request. The answers are complete: nothing in them was refused."""
    return RetentionRequest(
        decided_on=answers.decided_on,
        kind=answers.kind,
        document_drawn_up=answers.document_drawn_up,
        kept_until=answers.kept_until,
        interruptions=tuple(Interruption(date=entry.date) for entry in answers.interruptions),
        suspensions=tuple(
            Suspension(first_day=entry.first_day, last_day=entry.last_day)
            for entry in answers.suspensions
        ),
    )

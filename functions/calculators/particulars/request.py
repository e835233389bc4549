"""From the answers of a request to the decision that the law knows."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.waiver import particulars as law
from functions.law.waiver.particulars import DecisionKind, ParticularsRequest
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("particulars"),
    choices={"kind": DecisionKind},
    check=lambda answers: law.issues(answers, load.waiver()),
)


def particulars_request(answers: PartialAnswers) -> ParticularsRequest:
    """The request. The answers are complete: nothing in them was refused."""
    return ParticularsRequest(
        kind=answers.kind, notified_on=answers.notified_on, complete=answers.complete
    )

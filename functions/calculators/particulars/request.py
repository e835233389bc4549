"""From the answers of a request to the decision that the law knows."""

from __future__ import annotations

from functions.forms.definition import question_set
from functions.forms.parse import Rules
from functions.forms.partial_answers import Draft
from functions.law.waiver import particulars as law
from functions.law.waiver.particulars import DecisionKind, ParticularsRequest
from functions.parameters import load

RULES = Rules(
    questions=question_set("particulars"),
    choices={"kind": DecisionKind},
    check=lambda answers: law.issues(answers, load.waiver()),
)


def particulars_request(answers: Draft) -> ParticularsRequest:
    """The request. The answers are complete: nothing in them was refused."""
    return ParticularsRequest(
        kind=answers.kind, notified_on=answers.notified_on, complete=answers.complete
    )

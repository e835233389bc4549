"""From the answers of a request to the decision that the law knows."""

from __future__ import annotations

from functions.law.waiver import particulars as law
from functions.law.waiver.particulars import DecisionKind, ParticularsRequest
from functions.parameters import load
from functions.questions.decode import Rules
from functions.questions.definition import question_set
from functions.questions.draft import Draft

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

"""From the answers of a request to the event that the law knows."""

from __future__ import annotations

from functions.forms.definition import question_set
from functions.forms.parse import Rules
from functions.forms.partial_answers import Draft
from functions.law.maintenance.deadlines import Event, ProcedureRequest, issues
from functions.parameters import load

RULES = Rules(
    questions=question_set("deadlines"),
    choices={"event": Event},
    check=lambda answers: issues(answers, load.maintenance()),
)


def procedure_request(answers: Draft) -> ProcedureRequest:
    """The event. The answers are complete: nothing in them was refused."""
    return ProcedureRequest(event=answers.event, event_date=answers.event_date)

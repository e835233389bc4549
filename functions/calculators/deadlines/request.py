"""From the answers of a request to the event that the law knows."""

from __future__ import annotations

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.maintenance.deadlines import DeadlinesRequest, Event, issues
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("deadlines"),
    choices={"event": Event},
    check=lambda answers: issues(answers, load.maintenance()),
)


def procedure_request(answers: PartialAnswers) -> DeadlinesRequest:
    """The event. The answers are complete: nothing in them was refused."""
    return DeadlinesRequest(event=answers.event, event_date=answers.event_date)

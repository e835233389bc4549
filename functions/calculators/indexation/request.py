"""From the answers of a request to the indexation that the law is asked for."""

from __future__ import annotations

from functions.calculators.shared.title import start_index
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.maintenance import indexation_history
from functions.law.maintenance.application import IndexationClause, TitleTerms
from functions.law.maintenance.indexation_history import IndexationRequest
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("indexation"),
    choices={"title.indexation": IndexationClause, "title.startIndex.baseYear": int},
    check=lambda answers: indexation_history.issues(answers, load.maintenance()),
)


def indexation_request(answers: PartialAnswers) -> IndexationRequest:
    """The request. The answers are complete: nothing in them was refused."""
    return IndexationRequest(
        monthly_maintenance=answers.monthly_maintenance,
        title=TitleTerms(
            date=answers.title.date,
            indexation=answers.title.indexation,
            start_index=start_index(answers.title),
        ),
        month=answers.month,
    )

"""The Lambda function behind ``/fillAdvanceForm``, ``/fillArrearsForm`` and ``/fillWaiverForm``."""

from __future__ import annotations

from collections.abc import Callable

from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.paths import BASE
from functions.edge.problems import Problem, Problems
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.fill_form.forms import advance_paper, arrears_paper, waiver_paper
from functions.questions.definition import QuestionSet, question_set

handler = Api()


@handler.route(f"{BASE}/fillAdvanceForm/<form_name>", ("POST",), "fillAdvanceForm")
def fill_advance_form(request: Request, form_name: str) -> Answer:
    """Fills a form in from the answers of the advance simulator."""
    return _filled(request, form_name, question_set("advances"), advance_paper)


@handler.route(f"{BASE}/fillArrearsForm/<form_name>", ("POST",), "fillArrearsForm")
def fill_arrears_form(request: Request, form_name: str) -> Answer:
    """Fills a form in from the answers of the arrears calculator."""
    return _filled(request, form_name, question_set("arrears"), arrears_paper)


@handler.route(f"{BASE}/fillWaiverForm/<form_name>", ("POST",), "fillWaiverForm")
def fill_waiver_form(request: Request, form_name: str) -> Answer:
    """Fills a form in from the answers of the waiver calculator."""
    return _filled(request, form_name, question_set("waiver"), waiver_paper)


def _filled(
    request: Request, name: str, questions: QuestionSet, paper: Callable[[str], Simulator]
) -> Answer:
    if questions.fills is None or name not in questions.fills.forms:
        raise Problem(Problems.NOT_FOUND)
    return answer(paper(name), request)

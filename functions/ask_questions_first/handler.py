"""The Lambda function behind ``POST /askQuestionsFirst``."""

from __future__ import annotations

from functions.ask_questions_first.answer import tell
from functions.ask_questions_first.request import RULES, first_request
from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.law.waiver.first_questions import questions_first
from functions.parameters import load

SIMULATOR = Simulator(
    rules=RULES,
    page="waiver/first-questions",
    result=lambda draft: questions_first(first_request(draft), load.waiver()),
    tell=tell,
)

handler = Api()


@handler.route(f"{BASE}/askQuestionsFirst", ("POST",), "askQuestionsFirst")
def ask_questions_first(request: Request) -> Answer:
    """Asks the questions that come before a waiver."""
    return answer(SIMULATOR, request)

"""The Lambda function behind ``POST /findDeadlines``."""

from __future__ import annotations

from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.find_deadlines.answer import days, tell
from functions.find_deadlines.request import RULES, procedure_request
from functions.law.maintenance.deadlines import procedure_dates
from functions.parameters import load

SIMULATOR = Simulator(
    rules=RULES,
    page="advances/deadlines",
    result=lambda draft: procedure_dates(procedure_request(draft), load.maintenance()),
    tell=tell,
    days=days,
)

handler = Api()


@handler.route(f"{BASE}/findDeadlines", ("POST",), "findDeadlines")
def find_deadlines(request: Request) -> Answer:
    """Finds the days that follow from one event."""
    return answer(SIMULATOR, request)

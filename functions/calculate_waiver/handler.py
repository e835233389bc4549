"""The Lambda function behind ``POST /calculateWaiver``."""

from __future__ import annotations

from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.edge.told_waiver_request import RULES, waiver_request
from functions.edge.waiver_answer import tell
from functions.law.waiver.calculation import calculate
from functions.parameters import load

SIMULATOR = Simulator(
    rules=RULES,
    page="waiver/calculator",
    result=lambda draft: calculate(waiver_request(draft), load.waiver()),
    tell=tell,
)

handler = Api()


@handler.route(f"{BASE}/calculateWaiver", ("POST",), "calculateWaiver")
def calculate_waiver(request: Request) -> Answer:
    """Calculates the waiver for one request."""
    return answer(SIMULATOR, request)

"""The Lambda function behind ``POST /calculateLimits``."""

from __future__ import annotations

from functions.calculate_limits.answer import tell
from functions.calculate_limits.request import RULES, limits_request
from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.law.waiver.limit_comparison import limits_in_full
from functions.parameters import load

SIMULATOR = Simulator(
    rules=RULES,
    page="waiver/limits",
    result=lambda draft: limits_in_full(limits_request(draft), load.waiver()),
    tell=tell,
)

handler = Api()


@handler.route(f"{BASE}/calculateLimits", ("POST",), "calculateLimits")
def calculate_limits(request: Request) -> Answer:
    """Calculates the table of limits for one day."""
    return answer(SIMULATOR, request)

"""The Lambda function behind ``POST /checkRetention``."""

from __future__ import annotations

from functions.check_retention.answer import days, tell
from functions.check_retention.request import RULES, retention_request
from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.law.waiver.retention import retention
from functions.parameters import load

SIMULATOR = Simulator(
    rules=RULES,
    page="waiver/retention",
    result=lambda draft: retention(retention_request(draft), load.waiver()),
    tell=tell,
    days=days,
)

handler = Api()


@handler.route(f"{BASE}/checkRetention", ("POST",), "checkRetention")
def check_retention(request: Request) -> Answer:
    """Checks how long the data of one decision are kept."""
    return answer(SIMULATOR, request)

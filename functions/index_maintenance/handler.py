"""The Lambda function behind ``POST /indexMaintenance``."""

from __future__ import annotations

from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.index_maintenance.answer import days, tell
from functions.index_maintenance.request import RULES, indexation_request
from functions.law.maintenance.indexation_history import index_maintenance as indexed
from functions.parameters import load

SIMULATOR = Simulator(
    rules=RULES,
    page="advances/indexation",
    result=lambda draft: indexed(indexation_request(draft), load.maintenance()),
    tell=tell,
    days=days,
)

handler = Api()


@handler.route(f"{BASE}/indexMaintenance", ("POST",), "indexMaintenance")
def index_maintenance(request: Request) -> Answer:
    """Gives the indexed amount for one request."""
    return answer(SIMULATOR, request)

"""The Lambda function behind ``POST /setOffUndueSum``."""

from __future__ import annotations

from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.law.maintenance.undue import recover_undue
from functions.parameters import load
from functions.set_off_undue_sum.answer import tell
from functions.set_off_undue_sum.request import RULES, undue_request

SIMULATOR = Simulator(
    rules=RULES,
    page="advances/undue",
    result=lambda draft: recover_undue(undue_request(draft), load.maintenance()),
    tell=tell,
)

handler = Api()


@handler.route(f"{BASE}/setOffUndueSum", ("POST",), "setOffUndueSum")
def set_off_undue_sum(request: Request) -> Answer:
    """Sets one undue sum off against later payments."""
    return answer(SIMULATOR, request)

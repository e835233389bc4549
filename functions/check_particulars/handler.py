"""The Lambda function behind ``POST /checkParticulars``."""

from __future__ import annotations

from functions.check_particulars.answer import days, tell
from functions.check_particulars.request import RULES, particulars_request
from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.law.waiver.particulars import particulars
from functions.parameters import load

SIMULATOR = Simulator(
    rules=RULES,
    page="waiver/particulars",
    result=lambda draft: particulars(particulars_request(draft), load.waiver()),
    tell=tell,
    days=days,
)

handler = Api()


@handler.route(f"{BASE}/checkParticulars", ("POST",), "checkParticulars")
def check_particulars(request: Request) -> Answer:
    """Checks what one decision must say."""
    return answer(SIMULATOR, request)

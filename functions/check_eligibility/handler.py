"""The Lambda function behind ``POST /checkEligibility``."""

from __future__ import annotations

from functools import partial

from functions.check_eligibility.answer import table, tell
from functions.check_eligibility.request import RULES, eligibility_request
from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.ledger_table import with_ledger_months
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.law.maintenance.eligibility import eligibility
from functions.parameters import load

SIMULATOR = Simulator(
    rules=RULES,
    page="advances/eligibility",
    result=lambda draft: eligibility(eligibility_request(draft), load.maintenance()),
    tell=tell,
    table=table,
    arrange=partial(with_ledger_months, RULES),
)

handler = Api()


@handler.route(f"{BASE}/checkEligibility", ("POST",), "checkEligibility")
def check_eligibility(request: Request) -> Answer:
    """Checks the conditions of an intervention for one request."""
    return answer(SIMULATOR, request)

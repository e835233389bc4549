"""The Lambda function behind ``POST /planRenewals``."""

from __future__ import annotations

from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.law.maintenance.renewals import plan_renewals as plan
from functions.parameters import load
from functions.plan_renewals.answer import days, tell
from functions.plan_renewals.request import RULES, renewal_request

SIMULATOR = Simulator(
    rules=RULES,
    page="advances/renewals",
    result=lambda draft: plan(renewal_request(draft), load.maintenance()),
    tell=tell,
    days=days,
)

handler = Api()


@handler.route(f"{BASE}/planRenewals", ("POST",), "planRenewals")
def plan_renewals(request: Request) -> Answer:
    """Plans the renewals for one child."""
    return answer(SIMULATOR, request)

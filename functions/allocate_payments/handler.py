"""The Lambda function behind ``POST /allocatePayments``."""

from __future__ import annotations

from functions.allocate_payments.answer import days, table, tell
from functions.allocate_payments.request import RULES, account_request
from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.law.maintenance.payments import collect
from functions.parameters import load

SIMULATOR = Simulator(
    rules=RULES,
    page="debtor/payments",
    result=lambda draft: collect(account_request(draft), load.maintenance()),
    tell=tell,
    days=days,
    table=table,
)

handler = Api()


@handler.route(f"{BASE}/allocatePayments", ("POST",), "allocatePayments")
def allocate_payments(request: Request) -> Answer:
    """Allocates the payments of one debtor."""
    return answer(SIMULATOR, request)

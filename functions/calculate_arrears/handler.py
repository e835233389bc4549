"""The Lambda function behind ``POST /calculateArrears``."""

from __future__ import annotations

from functools import partial

from functions.calculate_arrears.answer import table, tell
from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.ledger_table import with_ledger_months
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.edge.told_ledger import RULES, ledger_request
from functions.law.maintenance.arrears import arrears
from functions.parameters import load

SIMULATOR = Simulator(
    rules=RULES,
    page="advances/arrears",
    result=lambda draft: arrears(ledger_request(draft), load.maintenance()),
    tell=tell,
    table=table,
    arrange=partial(with_ledger_months, RULES),
)

handler = Api()


@handler.route(f"{BASE}/calculateArrears", ("POST",), "calculateArrears")
def calculate_arrears(request: Request) -> Answer:
    """Adds up the arrears of one ledger."""
    return answer(SIMULATOR, request)

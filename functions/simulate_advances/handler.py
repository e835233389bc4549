"""The Lambda function behind ``POST /simulateAdvances``."""

from __future__ import annotations

from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.application_months import with_months
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.edge.told_application import RULES, application
from functions.law.maintenance.advances import simulate
from functions.parameters import load
from functions.simulate_advances.answer import days, table, tell

SIMULATOR = Simulator(
    rules=RULES,
    page="advances/simulator",
    result=lambda draft: simulate(application(draft), load.maintenance()),
    tell=tell,
    days=days,
    table=table,
    arrange=with_months,
)

handler = Api()


@handler.route(f"{BASE}/simulateAdvances", ("POST",), "simulateAdvances")
def simulate_advances(request: Request) -> Answer:
    """Simulates the advances for one application."""
    return answer(SIMULATOR, request)

"""The Lambda function behind ``POST /findAppealDates``."""

from __future__ import annotations

from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.paths import BASE
from functions.edge.requests import Request
from functions.edge.simulator import Simulator, answer
from functions.find_appeal_dates.answer import days, tell
from functions.find_appeal_dates.request import RULES, appeal_request
from functions.law.waiver.appeal import appeal_dates
from functions.parameters import load

SIMULATOR = Simulator(
    rules=RULES,
    page="waiver/appeal",
    result=lambda draft: appeal_dates(appeal_request(draft), load.waiver()),
    tell=tell,
    days=days,
)

handler = Api()


@handler.route(f"{BASE}/findAppealDates", ("POST",), "findAppealDates")
def find_appeal_dates(request: Request) -> Answer:
    """Finds the days that follow from one decision."""
    return answer(SIMULATOR, request)

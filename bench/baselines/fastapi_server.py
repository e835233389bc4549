"""Our rules behind FastAPI and uvicorn, in their own environment: the same answer, another edge.

``python -m bench.baselines.fastapi_server <port> <workers>``. The workers share one socket made by
hand: the one that ``--workers`` makes leaves small answers waiting for an acknowledgement.
"""

from __future__ import annotations

import os
import socket
import sys
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from functions.edge.waiver_answer import tell as tell_waiver
from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    IndexationClause,
    PaymentHistory,
    Title,
    TitleKind,
)
from functions.law.maintenance.simulation import simulate
from functions.law.waiver.calculation import calculate
from functions.law.waiver.request import Answer, Resources, WaiverRequest
from functions.parameters import load
from functions.simulate_advances.answer import tell as tell_advances
from functions.words.load import words

LANGUAGE = "en"
CENTS_IN_EURO = 100
Amount = Annotated[Decimal, Field(ge=0, max_digits=9, decimal_places=2)]
app = FastAPI()


class Asked(BaseModel):
    """Read by the names of the contract, nothing else taken."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid")


class AskedTitle(Asked):
    """The title."""

    kind: TitleKind
    date: date
    served: bool | None = None
    indexation: IndexationClause


class AskedChild(Asked):
    """A child."""

    birth_date: date
    monthly_maintenance: Amount


class AskedAdvances(Asked):
    """An application, as far as the measured ones go."""

    application_date: date
    applicant_lives_in_belgium: bool
    children_live_in_belgium: bool
    title: AskedTitle
    children: list[AskedChild]
    payment_history: PaymentHistory
    expected_monthly_payment: Amount = Decimal(0)
    months: Annotated[int, Field(ge=1, le=60)] = 12


class AskedResources(Asked):
    """What one person receives."""

    work: Amount


class AskedWaiver(Asked):
    """A request for waiver, as far as the measured ones go."""

    debt: Amount
    request_date: date
    fraud_proven: bool
    good_faith: Answer
    uncertain_situation: Answer
    partner: bool
    children_with_child_benefit: Annotated[int, Field(ge=0, le=20)]
    debtor_resources: AskedResources


@app.post("/simulateAdvances")
async def simulate_advances(asked: AskedAdvances) -> dict[str, Any]:
    """The same as the function of that name."""
    application = AdvanceApplication(
        application_date=asked.application_date,
        applicant_lives_in_belgium=asked.applicant_lives_in_belgium,
        children_live_in_belgium=asked.children_live_in_belgium,
        title=Title(
            kind=asked.title.kind,
            date=asked.title.date,
            served=asked.title.served,
            indexation=asked.title.indexation,
        ),
        children=tuple(
            Child(
                birth_date=child.birth_date, monthly_maintenance=_cents(child.monthly_maintenance)
            )
            for child in asked.children
        ),
        payment_history=asked.payment_history,
        expected_monthly_payment=_cents(asked.expected_monthly_payment),
        months=asked.months,
    )
    return tell_advances(simulate(application, load.maintenance()), words(LANGUAGE))


@app.post("/calculateWaiver")
async def calculate_waiver(asked: AskedWaiver) -> dict[str, Any]:
    """The same as the function of that name."""
    request = WaiverRequest(
        request_date=asked.request_date,
        debt=_cents(asked.debt),
        fraud_proven=asked.fraud_proven,
        good_faith=asked.good_faith,
        uncertain_situation=asked.uncertain_situation,
        partner=asked.partner,
        children_with_child_benefit=asked.children_with_child_benefit,
        debtor_resources=Resources(work=_cents(asked.debtor_resources.work)),
    )
    return tell_waiver(calculate(request, load.waiver()), words(LANGUAGE))


def _cents(amount: Decimal) -> int:
    return int(amount * CENTS_IN_EURO)


def main() -> None:
    """Serve from as many processes as asked."""
    port, workers = int(sys.argv[1]), int(sys.argv[2])
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    for _ in range(workers - 1):
        if os.fork() == 0:
            break
    config = uvicorn.Config(app, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()

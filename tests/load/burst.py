"""More requests at once than may wait: most are asked to retry, and none waits without end."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from tests.load.findings import Findings
from tests.load.gateway import SETTINGS, WAITING_CALLS, WORKERS, Gateway
from tests.load.http_client import Response, send
from tests.load.stats import ALLOWANCE, BUSY, LOST, is_right
from tests.support.examples import Call

BURST = 3 * WAITING_CALLS
DEADLINE = float(SETTINGS.timeout_seconds)


def burst(found: Findings, gateway: Gateway, known: Mapping[Call, Response], call: Call) -> None:
    """Send them to a function whose workers are all frozen."""
    for worker in gateway.workers():
        if worker.function == call.function:
            os.kill(worker.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(BURST) as pool:
        responses = list(pool.map(lambda _: send(gateway.port, call), range(BURST)))
    refused = [response for response in responses if response.status == BUSY]
    lost = [response for response in responses if response.status == LOST]
    wrong = sum(not is_right(response, known[call]) for response in responses)
    found.figures |= {
        "requests at once to frozen workers": BURST,
        "of these asked to retry later (503)": len(refused),
        "of these lost at the deadline (500)": len(lost),
        "of these successes": sum(each.status == HTTPStatus.OK for each in responses),
        "longest of these, ms": round(max(each.seconds for each in responses) * 1000),
    }
    found.require(not wrong, f"{wrong} of the requests at once got no or a wrong response")
    found.require(
        len(refused) >= BURST - WAITING_CALLS - 2 * WORKERS,
        f"only {len(refused)} of {BURST} requests at once were asked to retry later",
    )
    found.require(len(lost) <= WORKERS, f"{len(lost)} requests lost by {WORKERS} frozen workers")
    found.require(
        all(each.seconds < DEADLINE + ALLOWANCE for each in lost), "a deadline was exceeded"
    )

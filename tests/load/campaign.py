"""Forms at a given rate, as in a campaign: how many are answered in a second, and how late.

A request is due at its moment, whether those before it were answered or not: what a client waits is
counted from that moment, so that a slow server is not asked less.
"""

from __future__ import annotations

import itertools
import statistics
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path

from tests.load.findings import Findings
from tests.load.http_client import send
from tests.support.examples import calls
from tools.gateway.subprocess_server import running_gateway

FORMS = ("simulateAdvances", "calculateWaiver")
"""The operations that a campaign leads to."""
CLIENTS = 32
HUNDREDTHS = 100


def campaign(site: Path, seconds: float, rate: float) -> Findings:
    """The findings after that many seconds at that many forms a second."""
    found = Findings("campaign")
    asked = [call for call in calls() if call.path.rpartition("/")[2] in FORMS]
    with running_gateway(site) as gateway, ThreadPoolExecutor(CLIENTS) as pool:
        for call in asked:
            send(gateway.port, call)
        start = time.monotonic()
        moments = [start + number / rate for number in range(round(seconds * rate))]

        def one(moment: float, number: int) -> tuple[int, float]:
            time.sleep(max(0.0, moment - time.monotonic()))
            response = send(gateway.port, asked[number % len(asked)])
            return response.status, time.monotonic() - moment

        answered = list(pool.map(one, moments, itertools.count()))
        taken = time.monotonic() - start
    statuses = Counter(status for status, _ in answered)
    waited = [late for _, late in answered]
    found.figures |= {
        "forms a second, asked": rate,
        "forms a second, answered": round(statuses[HTTPStatus.OK] / taken, 1),
        "median wait, ms": round(statistics.median(waited) * 1000),
        "95th percentile, ms": round(statistics.quantiles(waited, n=HUNDREDTHS)[94] * 1000),
        **{f"status {status}": count for status, count in statuses.items()},
    }
    found.require(set(statuses) == {HTTPStatus.OK}, f"answers: {dict(statuses)}")
    return found

"""More calls at once than may wait: most are told to come back, and none waits without end."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from http import HTTPStatus

from bench.soak.asking import Reply, ask
from bench.soak.findings import Findings
from bench.soak.gateway import Gateway
from bench.soak.operations import Call
from bench.soak.tally import ALLOWANCE, BUSY, LOST, is_right
from infra.settings import settings_of
from tools.gateway.functions import WORKERS
from tools.gateway.worker_pool import WAITING_CALLS

BURST = 3 * WAITING_CALLS
DEADLINE = float(settings_of("trial").timeout_seconds)


async def burst(found: Findings, gateway: Gateway, known: Mapping[Call, Reply], call: Call) -> None:
    """Ask a function whose workers are all frozen."""
    for worker in gateway.workers():
        if worker.function == call.function:
            os.kill(worker.process, signal.SIGSTOP)
    replies = await asyncio.gather(*(ask(gateway.port, call) for _ in range(BURST)))
    refused = [reply for reply in replies if reply.status == BUSY]
    lost = [reply for reply in replies if reply.status == LOST]
    longest = max(reply.seconds for reply in replies)
    found.figures |= {
        "calls at once to frozen workers": BURST,
        "of these told to come back (503)": len(refused),
        "of these lost at the deadline (500)": len(lost),
        "of these answered": sum(reply.status == HTTPStatus.OK for reply in replies),
        "longest of these, ms": round(longest * 1000),
    }
    wrong = sum(not is_right(reply, known[call]) for reply in replies)
    found.must(not wrong, f"{wrong} of the calls at once got no answer or a wrong one")
    found.must(
        len(refused) >= BURST - WAITING_CALLS - 2 * WORKERS,
        f"only {len(refused)} of {BURST} calls at once were told to come back",
    )
    found.must(len(lost) <= WORKERS, f"{len(lost)} calls lost by {WORKERS} frozen workers")
    found.must(
        all(reply.seconds < DEADLINE + ALLOWANCE for reply in lost), "a deadline was not kept"
    )

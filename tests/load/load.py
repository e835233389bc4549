"""Mixed load while workers are killed at random and calls to the AWS emulator fail at random.

A worker handles one request at a time. So every worker that is killed or frozen may cost one
request its response, and the gateway then says so, as the HTTP API does; all others must be
answered as without load. What is accepted must be stored although AWS calls fail, and what is not
stored must be refused. Afterwards everything that was accepted is compared, one by one.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path

from tests.load import contact_messages, decisions
from tests.load.burst import burst
from tests.load.durability import Submissions, submit_until
from tests.load.fault_proxy import FaultProxy
from tests.load.findings import Findings
from tests.load.gateway import Gateway, running
from tests.load.http_client import Response, send
from tests.load.stats import BUSY, LOST, Stats, is_right
from tests.support.examples import Call, calls

CLIENTS = 8
SUBMITTING_CLIENTS = 3
"""How many read and calculate, and how many submit something of each kind."""
STOP_SECONDS = (0.2, 1.5)
"""The shortest and the longest time until another worker is stopped."""
ONE_IN_FROZEN = 10
SPARED = "waiver"
"""The function whose workers live as long as the load, so that their memory can be compared."""
READY_SECONDS = 60.0
SETTLES_WITHIN_SECONDS = 45.0


def load(site: Path, seconds: float, seed: int) -> Findings:
    """The findings after about that many seconds."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    found = Findings("load")
    with FaultProxy(rng) as proxy, running(site, proxy.address) as gateway:
        proxy.target = gateway.emulator.removeprefix("http://")
        every = calls()
        mail, records = contact_messages.submissions(every, rng), decisions.submissions(every, rng)
        for submissions in (mail, records):
            _wait_until_accepted(found, gateway, submissions)
        known = {call: send(gateway.port, call) for call in every if call.is_repeatable}
        for call, response in known.items():
            works = response.status == HTTPStatus.OK
            found.require(works, f"{call.name}: {response.status} before the load")
        stats = Stats()
        _put_under_load(gateway, proxy, stats, known, (mail, records), seconds, rng)
        stats.check(found)
        _check_recovery(found, gateway, known)
        found.figures["calls forwarded to AWS"] = proxy.forwarded
        found.figures |= {f"calls to AWS {fault.value}": n for fault, n in proxy.faults.items()}
        now = contact_messages.settled(gateway.emulator, mail, SETTLES_WITHIN_SECONDS)
        may_repeat = proxy.unanswered_mails + stats.stopped_workers
        contact_messages.check(found, mail, now, may_repeat)
        collection = next(call.path for call in every if call.function == decisions.FUNCTION)
        decisions.check(found, records, gateway.port, collection)
        burst(found, gateway, known, max(known, key=lambda call: len(call.body)))
        _check_recovery(found, gateway, known)
    return found


def _wait_until_accepted(found: Findings, gateway: Gateway, submissions: Submissions) -> None:
    """Send one of a kind until the AWS emulator has started."""
    submission = submissions.new()
    end = time.monotonic() + READY_SECONDS
    response = submission.send(gateway.port)
    while not submission.accepted and time.monotonic() < end:
        time.sleep(0.5)
        response = submission.send(gateway.port)
    accepted = bool(submission.accepted)
    found.require(accepted, f"{submissions.kind}: {response.status} before the load")


def _put_under_load(  # noqa: PLR0913, PLR0917 - who takes part, and how long
    gateway: Gateway,
    proxy: FaultProxy,
    stats: Stats,
    known: Mapping[Call, Response],
    kinds: tuple[Submissions, ...],
    seconds: float,
    rng: random.Random,
) -> None:
    end = time.monotonic() + seconds
    with ThreadPoolExecutor(CLIENTS + SUBMITTING_CLIENTS * len(kinds) + 2) as pool:
        tasks = [
            pool.submit(_request_until, end, gateway, known, stats, _fork(rng))
            for _ in range(CLIENTS)
        ]
        tasks += [
            pool.submit(submit_until, end, gateway.port, submissions, stats, _fork(rng))
            for submissions in kinds
            for _ in range(SUBMITTING_CLIENTS)
        ]
        tasks.append(pool.submit(_stop_workers_until, end, gateway, stats, _fork(rng)))
        tasks.append(pool.submit(proxy.fail_until, end))
    for task in tasks:
        task.result()


def _request_until(
    end: float, gateway: Gateway, known: Mapping[Call, Response], stats: Stats, rng: random.Random
) -> None:
    every = tuple(known)
    while time.monotonic() < end:
        call = rng.choice(every)
        response = send(gateway.port, call)
        stats.count(response)
        if not is_right(response, known[call]):
            stats.wrong.append(f"{call.name}: {response.status} {response.body[:80]!r}")


def _stop_workers_until(end: float, gateway: Gateway, stats: Stats, rng: random.Random) -> None:
    while time.monotonic() < end:
        time.sleep(rng.uniform(*STOP_SECONDS))
        stats.gateway_memory.append(gateway.memory())
        workers = gateway.workers()
        spared = [worker for worker in workers if worker.function == SPARED]
        others = [worker for worker in workers if worker.function != SPARED]
        if not others or not spared:
            continue
        stats.spared_memory.append(max(worker.memory for worker in spared))
        largest = max(worker.memory for worker in others)
        stats.largest_worker = max(stats.largest_worker, largest)
        frozen = rng.randrange(ONE_IN_FROZEN) == 0
        with contextlib.suppress(ProcessLookupError):
            os.kill(rng.choice(others).pid, signal.SIGSTOP if frozen else signal.SIGKILL)
            stats.stopped_workers += 1


def _check_recovery(found: Findings, gateway: Gateway, known: Mapping[Call, Response]) -> None:
    """After the load every request is answered as before it."""
    for worker in gateway.workers():
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGCONT)
    for call, before in known.items():
        response = send(gateway.port, call)
        if response.status in {LOST, BUSY}:  # The worker was frozen while it handled a request.
            response = send(gateway.port, call)
        found.require(
            (response.status, response.body) == (before.status, before.body),
            f"{call.name}: {response.status} after the load",
        )


def _fork(rng: random.Random) -> random.Random:
    return random.Random(rng.random())  # noqa: S311 - no secret

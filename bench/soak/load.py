"""Mixed load while workers are killed and frozen at random: nobody may be left without an answer.

A worker works on one call at a time. So every worker that is killed or frozen may cost one call
its result, which the gateway then says, as the HTTP API does; all others must be as if nothing
had happened.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import statistics
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from bench.soak.asking import NOTHING, Reply, ask
from bench.soak.findings import Findings
from bench.soak.gateway import Gateway, running
from bench.soak.operations import Call, calls
from infra.local.fleet import WAITING_CALLS
from infra.local.functions import PATIENCE_SECONDS, WORKERS
from infra.settings import settings_of

CLIENTS = 8
KILLS_BETWEEN = (0.2, 1.5)
"""The shortest and the longest time between two blows, in seconds."""
ONE_IN_FROZEN = 10
BURST = 3 * WAITING_CALLS
DEADLINE = float(settings_of("trial").timeout_seconds)
ALLOWANCE = 5.0
"""What a busy machine may add to a time that is promised, in seconds."""
GROWTH = 0.25
SPARE = 16 * 1024
"""Memory is flat when it grows by no more than this share and these kilobytes."""
BUSY = HTTPStatus.SERVICE_UNAVAILABLE
LOST = HTTPStatus.INTERNAL_SERVER_ERROR
GATEWAY_LOST = b'{"message": "Internal Server Error"}'


@dataclass(slots=True)
class Tally:
    """What was sent and what came back while the blows fell."""

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    worker_memory: int = 0
    blows: int = 0


def load(site: Path, seconds: float, seed: int) -> Findings:
    """The findings after about that many seconds."""
    with running(site) as gateway:
        return asyncio.run(_load(gateway, seconds, random.Random(seed)))  # noqa: S311 - no secret


async def _load(gateway: Gateway, seconds: float, chance: random.Random) -> Findings:
    every = calls()
    known = {call: await ask(gateway.port, call) for call in every}
    found = Findings("load")
    for call, reply in known.items():
        found.must(reply.status == HTTPStatus.OK, f"{call.name}: {reply.status} before any blow")
    tally = Tally()
    end = time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        for _ in range(CLIENTS):
            own = random.Random(chance.random())  # noqa: S311 - no secret
            group.create_task(_client(gateway, known, tally, end, own))
        group.create_task(_strike(gateway, tally, end, chance))
    _judge(found, tally)
    await _recovers(found, gateway, known)
    await _burst(found, gateway, known, max(every, key=lambda call: len(call.body)))
    await _recovers(found, gateway, known)
    return found


async def _client(
    gateway: Gateway,
    known: Mapping[Call, Reply],
    tally: Tally,
    end: float,
    chance: random.Random,
) -> None:
    every = tuple(known)
    while time.monotonic() < end:
        call = chance.choice(every)
        reply = await ask(gateway.port, call)
        tally.statuses[reply.status] += 1
        tally.seconds.append(reply.seconds)
        if not _is_right(reply, known[call]):
            tally.wrong.append(f"{call.name}: {reply.status} {reply.body[:80]!r}")


def _is_right(reply: Reply, known: Reply) -> bool:
    """Whether it is the answer of before, or says that there is none."""
    if reply.status == BUSY:
        return "retry-after" in reply.headers
    if reply.status == LOST:
        return reply.body == GATEWAY_LOST
    return (reply.status, reply.body) == (known.status, known.body)


async def _strike(gateway: Gateway, tally: Tally, end: float, chance: random.Random) -> None:
    while time.monotonic() < end:
        await asyncio.sleep(chance.uniform(*KILLS_BETWEEN))
        tally.memory.append(gateway.memory())
        workers = gateway.workers()
        if not workers:
            continue
        tally.worker_memory = max(tally.worker_memory, *(worker.memory for worker in workers))
        frozen = chance.randrange(ONE_IN_FROZEN) == 0
        blow = signal.SIGSTOP if frozen else signal.SIGKILL
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(workers).process, blow)
            tally.blows += 1


def _judge(found: Findings, tally: Tally) -> None:
    sent, lost = sum(tally.statuses.values()), tally.statuses[LOST]
    found.figures |= {
        "calls": sent,
        "answered as without blows": tally.statuses[HTTPStatus.OK],
        "told that the function was lost (500)": lost,
        "told to come back (503)": tally.statuses[BUSY],
        "without answer": tally.statuses[NOTHING],
        "workers killed or frozen": tally.blows,
        "median answer, ms": round(statistics.median(tally.seconds or [0.0]) * 1000),
        "longest answer, ms": round(max(tally.seconds, default=0.0) * 1000),
        "gateway memory at first and last, MB": _memory(tally),
        "largest worker, MB": tally.worker_memory // 1024,
    }
    found.faults += tally.wrong[:20]
    found.must(tally.statuses[HTTPStatus.OK] > 0, "no call was answered")
    found.must(lost <= tally.blows, f"{lost} calls lost by {tally.blows} blows")
    found.must(
        max(tally.seconds, default=0.0) < PATIENCE_SECONDS + ALLOWANCE,
        "an answer came later than the gateway allows",
    )
    if tally.memory:
        # The first workers and caches come first: flat is what follows.
        early = max(tally.memory[: len(tally.memory) // 4 + 1])
        found.must(
            tally.memory[-1] <= early * (1 + GROWTH) + SPARE, "the memory of the gateway grows"
        )


def _memory(tally: Tally) -> str:
    ends = (tally.memory[0], tally.memory[-1]) if tally.memory else (0, 0)
    return " ".join(str(memory // 1024) for memory in ends)


async def _recovers(found: Findings, gateway: Gateway, known: Mapping[Call, Reply]) -> None:
    """After the last deadline has passed, every call is answered as at first."""
    for worker in gateway.workers():
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.process, signal.SIGCONT)
    for call, before in known.items():
        reply = await ask(gateway.port, call)
        if reply.status in {LOST, BUSY}:  # one that was frozen with a call in its hands
            reply = await ask(gateway.port, call)
        found.must(
            (reply.status, reply.body) == (before.status, before.body),
            f"{call.name}: {reply.status} after the blows",
        )


async def _burst(
    found: Findings, gateway: Gateway, known: Mapping[Call, Reply], call: Call
) -> None:
    """More calls at once than may wait, to a function whose workers are all frozen."""
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
    wrong = sum(not _is_right(reply, known[call]) for reply in replies)
    found.must(not wrong, f"{wrong} of the calls at once got no answer or a wrong one")
    found.must(
        len(refused) >= BURST - WAITING_CALLS - 2 * WORKERS,
        f"only {len(refused)} of {BURST} calls at once were told to come back",
    )
    found.must(len(lost) <= WORKERS, f"{len(lost)} calls lost by {WORKERS} frozen workers")
    found.must(
        all(reply.seconds < DEADLINE + ALLOWANCE for reply in lost), "a deadline was not kept"
    )

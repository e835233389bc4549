"""Mixed load while workers die at random and the stand-in of AWS fails at random.

A worker works on one call at a time. So every worker that is killed or frozen may cost one call
its result, which the gateway then says, as the HTTP API does; all others must be as if nothing
had happened. Where the stand-in fails, nothing may be accepted that is not kept, and whoever is
refused is told so. Afterwards everything that was accepted is looked for, one by one.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import time
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from tests.load import contact_messages as letters
from tests.load import decisions
from tests.load.burst import burst
from tests.load.durability import Promise, Promises, keep_asking
from tests.load.fault_proxy import WeakLink
from tests.load.findings import Findings
from tests.load.gateway import Gateway, running
from tests.load.http_client import Reply, ask
from tests.load.stats import BUSY, LOST, Tally, is_right, judge
from tests.support.contract_examples import Call, calls

CLIENTS = 8
KEEPING_CLIENTS = 3
"""How many ask for answers, and how many of each kind for something to be kept."""
KILLS_BETWEEN = (0.2, 1.5)
"""The shortest and the longest time between two blows, in seconds."""
ONE_IN_FROZEN = 10
SPARED = "simulate_advances"
"""The function whose workers live as long as the load, so that their memory can be seen."""
READY_SECONDS = 60.0
SETTLES_WITHIN_SECONDS = 45.0


def load(site: Path, seconds: float, seed: int) -> Findings:
    """The findings after about that many seconds."""
    return asyncio.run(_load(site, seconds, random.Random(seed)))  # noqa: S311 - no secret


async def _load(site: Path, seconds: float, chance: random.Random) -> Findings:
    link = WeakLink(chance)
    address = await link.start()
    try:
        with running(site, address) as gateway:
            link.lead_to(gateway.stand_in)
            return await _under_load(gateway, link, seconds, chance)
    finally:
        await link.stop()


async def _under_load(
    gateway: Gateway, link: WeakLink, seconds: float, chance: random.Random
) -> Findings:
    every = calls()
    plain = tuple(call for call in every if call.is_plain)
    mail, records = letters.letters(every, chance), decisions.decisions(every, chance)
    found = Findings("load")
    for promises in (mail, records):
        await _first(found, gateway, promises)
    known = {call: await ask(gateway.port, call) for call in plain}
    for call, reply in known.items():
        found.must(reply.status == HTTPStatus.OK, f"{call.name}: {reply.status} before any blow")
    tally = Tally()
    end = time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        for _ in range(CLIENTS):
            group.create_task(_client(gateway, known, tally, end, _own(chance)))
        for promises in (mail, records):
            for _ in range(KEEPING_CLIENTS):
                own = _own(chance)
                group.create_task(keep_asking(gateway.port, promises, tally, end, own))
        group.create_task(_strike(gateway, tally, end, chance))
        group.create_task(link.wear(end))
    judge(found, tally)
    await _recovers(found, gateway, known)
    await _look_afterwards(found, gateway, link=link, tally=tally, mail=mail, records=records)
    await burst(found, gateway, known, max(plain, key=lambda call: len(call.body)))
    await _recovers(found, gateway, known)
    return found


async def _first(found: Findings, gateway: Gateway, promises: Promises) -> None:
    """One of a kind, as soon as the stand-in of AWS has come up."""
    promise: Promise = next(promises.make)
    promises.asked.append(promise)
    end = time.monotonic() + READY_SECONDS
    while not promise.is_accepted and time.monotonic() < end:
        reply = await ask(gateway.port, promise.call, promise.headers())
        if reply.status in {HTTPStatus.CREATED, HTTPStatus.ACCEPTED}:
            promise.yes.append(reply)
        else:
            await asyncio.sleep(0.5)
    found.must(promise.is_accepted, f"{promises.kind}: {reply.status} before any blow")


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
        tally.count(reply)
        if not is_right(reply, known[call]):
            tally.wrong.append(f"{call.name}: {reply.status} {reply.body[:80]!r}")


async def _strike(gateway: Gateway, tally: Tally, end: float, chance: random.Random) -> None:
    while time.monotonic() < end:
        await asyncio.sleep(chance.uniform(*KILLS_BETWEEN))
        tally.memory.append(gateway.memory())
        workers = gateway.workers()
        spared = [worker for worker in workers if worker.function == SPARED]
        workers = tuple(worker for worker in workers if worker.function != SPARED)
        if not workers or not spared:
            continue
        tally.spared_memory.append(max(worker.memory for worker in spared))
        tally.worker_memory = max(tally.worker_memory, *(worker.memory for worker in workers))
        frozen = chance.randrange(ONE_IN_FROZEN) == 0
        blow = signal.SIGSTOP if frozen else signal.SIGKILL
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(workers).process, blow)
            tally.blows += 1


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


async def _look_afterwards(  # noqa: PLR0913 - what was done, and what was told of it
    found: Findings,
    gateway: Gateway,
    *,
    link: WeakLink,
    tally: Tally,
    mail: Promises,
    records: Promises,
) -> None:
    found.figures |= {
        "calls that reached AWS": link.passed,
        **{f"calls to AWS {fault.value}": times for fault, times in link.faults.items()},
    }
    now = await asyncio.to_thread(letters.settled, gateway.stand_in, mail, SETTLES_WITHIN_SECONDS)
    letters.judge(found, mail, now, link.mails_unsaid + tally.blows)
    path = next(call.path for call in calls() if call.function == decisions.FUNCTION)
    await decisions.judge(found, records, gateway.port, path)


def _own(chance: random.Random) -> random.Random:
    return random.Random(chance.random())  # noqa: S311 - no secret

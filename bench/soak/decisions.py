"""Decision records: what was accepted must be read again as it was told, and computed the same."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus

from bench.soak.asking import Reply, ask
from bench.soak.findings import Findings
from bench.soak.operations import KEY_HEADER, Call
from bench.soak.promises import Promise, Promises, shortened
from infra.settings import settings_of
from tools.aws_emulator.callers import CALLERS, Caller
from tools.aws_emulator.sign import signed
from tools.dev.port import HOST

FUNCTION = "decision_register"
REGION = settings_of("trial").region
PAGE_SIZE = 50
AT_ONCE = 4
ONE_IN_REPLAYED = 10
READ_TRIES = 3


def decisions(calls: Iterable[Call], chance: random.Random) -> Promises:
    """Decisions without end, made of the examples of the contract, for each payer in turn."""
    examples = [call for call in calls if call.is_kept and call.function == FUNCTION]

    def made() -> Iterator[Promise]:
        for number, call in zip(itertools.count(1), itertools.cycle(examples), strict=False):
            mark = f"S-{number:06}"
            body = json.loads(call.body) | {"reference": mark}
            sent = replace(call, body=json.dumps(body, ensure_ascii=False))
            key = str(uuid.UUID(int=chance.getrandbits(128)))
            # In pairs, so that each payer gets every example.
            caller = CALLERS[number // len(examples) % len(CALLERS)]
            yield Promise(mark, sent, _signed(sent, caller, {KEY_HEADER: key}))

    return Promises("decision", made())


async def judge(found: Findings, promises: Promises, port: int, path: str) -> None:
    """Every decision that was accepted is there as it was told, once, and no other is there.

    ``path`` is that of the collection.
    """
    listed = {caller: await _listed(port, path, caller) for caller in CALLERS}
    references = [reference for every in listed.values() for reference in every.values()]
    accepted = promises.accepted
    read = await _read_again(port, path, accepted, listed)
    replays = [answer for one, answer in read.items() if one.startswith("replay ")]
    known, there = {one.mark for one in promises.asked}, set(references)
    found.figures |= {
        "decisions sent": len(promises.asked),
        "of these accepted (201) and read again": len(accepted),
        "only told no, and yet recorded": sum(one.mark in there for one in promises.only_refused),
        "replayed to the same result": sum(replays),
    }
    found.must(bool(accepted), "no decision was accepted")
    found.faults += shortened(what for what, holds in read.items() if not holds)
    found.must(len(references) == len(there), "a decision was recorded twice")
    found.must(there <= known, "a decision was recorded that nobody sent")


async def _read_again(
    port: int, path: str, accepted: Iterable[Promise], listed: Mapping[Caller, Mapping[str, str]]
) -> Mapping[str, bool]:
    """What must hold of each decision, and whether it does."""
    holds: dict[str, bool] = {}
    few = asyncio.Semaphore(AT_ONCE)

    async def check(number: int, one: Promise) -> None:
        told = {reply.body for reply in one.yes}
        decision_id = json.loads(one.yes[0].body)["decisionId"]
        owner = next((caller for caller, every in listed.items() if decision_id in every), None)
        holds[f"{one.mark} was accepted, and is in no list"] = owner is not None
        holds[f"{one.mark} was told in {len(told)} ways"] = len(told) == 1
        if owner is None:
            return
        async with few:
            reply = await _get(port, f"{path}/{decision_id}", owner)
            holds[f"{one.mark} reads otherwise: {reply.status}"] = (
                reply.status == HTTPStatus.OK and {reply.body} == told
            )
            if number % ONE_IN_REPLAYED == 0:
                reply = await _get(port, f"{path}/{decision_id}/replay", owner)
                holds[f"replay of {one.mark}: {reply.status}"] = (
                    reply.status == HTTPStatus.OK and json.loads(reply.body)["isSame"] is True
                )

    await asyncio.gather(*(check(number, one) for number, one in enumerate(accepted)))
    return holds


async def _listed(port: int, path: str, caller: Caller) -> Mapping[str, str]:
    """The reference of each decision of a payer, by its id, page by page."""
    found: dict[str, str] = {}
    page = f"{path}?pageSize={PAGE_SIZE}"
    while page:
        reply = await _get(port, page, caller)
        if reply.status != HTTPStatus.OK:
            break
        document = json.loads(reply.body)
        found |= {item["decisionId"]: item["reference"] for item in document["items"]}
        page = document.get("next", "")
    return found


async def _get(port: int, path: str, caller: Caller) -> Reply:
    """What is read in the name of a payer; tried again where a worker died before its first."""
    call = Call(function=FUNCTION, method="GET", path=path, is_signed=True)
    for _ in range(READ_TRIES):
        reply = await ask(port, call, _signed(call, caller, {})())
        if reply.status == HTTPStatus.OK:
            break
    return reply


def _signed(
    call: Call, caller: Caller, headers: Mapping[str, str]
) -> Callable[[], Mapping[str, str]]:
    def made() -> Mapping[str, str]:
        url, body = f"http://{HOST}{call.path}", call.body.encode()
        return signed(call.method, url, dict(headers), body, caller=caller, region=REGION)

    return made

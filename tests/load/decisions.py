"""Decision records: an accepted one is read again as it was given, and replays to the same."""

from __future__ import annotations

import itertools
import json
import random
import uuid
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from http import HTTPStatus

from tests.load.durability import Submission, Submissions
from tests.load.findings import Findings
from tests.load.gateway import CALLERS, Caller, signed
from tests.load.http_client import Response, send
from tests.support.examples import KEY_HEADER, Call

FUNCTION = "decision_register"
PAGE_SIZE = 50
READERS = 4
ONE_IN_REPLAYED = 10
READ_TRIES = 3


def submissions(calls: Iterable[Call], rng: random.Random) -> Submissions:
    """Decisions without end, made of the examples of the API description, for all payers."""
    examples = [call for call in calls if call.needs_key and call.function == FUNCTION]

    def source() -> Iterator[Submission]:
        for number, call in zip(itertools.count(1), itertools.cycle(examples), strict=False):
            marker = f"S-{number:06}"
            body = json.loads(call.body) | {"reference": marker}
            sent = replace(call, body=json.dumps(body, ensure_ascii=False))
            headers = {KEY_HEADER: str(uuid.UUID(int=rng.getrandbits(128)))}
            # Every payer gets every example.
            caller = CALLERS[number // len(examples) % len(CALLERS)]
            yield Submission(marker, sent, partial(_signed, sent, caller, headers))

    return Submissions("decision", source())


def check(found: Findings, sent: Submissions, port: int, path: str) -> None:
    """Every accepted decision is stored once, as it was given, and no other is stored.

    ``path`` is that of the collection.
    """
    listed = {caller: _listed(port, path, caller) for caller in CALLERS}
    references = [reference for every in listed.values() for reference in every.values()]
    stored = set(references)
    replayed = len(sent.accepted[::ONE_IN_REPLAYED])
    with ThreadPoolExecutor(READERS) as pool:
        faults = pool.map(
            lambda numbered: list(_faults(port, path, listed, *numbered)),
            enumerate(sent.accepted),
        )
        found.add(itertools.chain.from_iterable(faults))
    found.figures |= {
        "decisions sent": len(sent.sent),
        "of these accepted (201) and read again": len(sent.accepted),
        "refused, and yet recorded": sum(one.marker in stored for one in sent.refused),
        "replayed": replayed,
    }
    found.require(bool(sent.accepted), "no decision was accepted")
    found.require(len(references) == len(stored), "a decision was recorded twice")
    found.require(
        stored <= {one.marker for one in sent.sent}, "a decision was recorded that nobody sent"
    )


def _faults(
    port: int,
    path: str,
    listed: Mapping[Caller, Mapping[str, str]],
    number: int,
    one: Submission,
) -> Iterator[str]:
    given = {response.body for response in one.accepted}
    if len(given) > 1:
        yield f"{one.marker} was given {len(given)} different responses"
    decision_id = json.loads(one.accepted[0].body)["decisionId"]
    owner = next((caller for caller, every in listed.items() if decision_id in every), None)
    if owner is None:
        yield f"{one.marker} was accepted, and is in no list"
        return
    response = _get(port, f"{path}/{decision_id}", owner)
    if response.status != HTTPStatus.OK or response.body not in given:
        yield f"{one.marker} is read differently: {response.status}"
    if number % ONE_IN_REPLAYED == 0:
        response = _get(port, f"{path}/{decision_id}/replay", owner)
        if response.status != HTTPStatus.OK or not json.loads(response.body)["isSame"]:
            yield f"{one.marker} does not replay to the same: {response.status}"


def _listed(port: int, path: str, caller: Caller) -> Mapping[str, str]:
    """The reference of each decision of a payer, by its id, page by page."""
    found: dict[str, str] = {}
    page = f"{path}?pageSize={PAGE_SIZE}"
    while page:
        response = _get(port, page, caller)
        if response.status != HTTPStatus.OK:
            break
        document = json.loads(response.body)
        found |= {item["decisionId"]: item["reference"] for item in document["items"]}
        page = document.get("next", "")
    return found


def _get(port: int, path: str, caller: Caller) -> Response:
    """What a payer reads; retried where a worker was killed before it answered its first call."""
    call = Call(function=FUNCTION, method="GET", path=path, is_signed=True)
    for _ in range(READ_TRIES):
        response = send(port, call, _signed(call, caller, {}))
        if response.status == HTTPStatus.OK:
            break
    return response


def _signed(call: Call, caller: Caller, headers: Mapping[str, str]) -> Mapping[str, str]:
    return signed(call.method, call.path, headers, call.body.encode(), caller)

"""What stands between the functions and the stand-in of AWS while it fails at random.

A call may be refused; it may be lost on the way; it may arrive, and its answer be lost, which is
the worst: who asked cannot know what happened. Now and then everything fails for some seconds.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import random
import time
from collections import Counter
from collections.abc import Mapping
from enum import Enum
from http import HTTPStatus

from bench.soak.passing import pass_on
from tools.dev.port import HOST
from tools.gateway.http_messages import Request, Response
from tools.gateway.http_server import Server

ONE_IN = 12
"""Of so many calls one fails, outside of the times when all of them do."""
WHOLE_SECONDS = (4.0, 12.0)
BROKEN_SECONDS = (0.5, 3.0)
"""The shortest and the longest time for which it works, and for which nothing does."""
SILENT_SECONDS = 3.5
"""Longer than any function waits for an answer."""
REFUSED: Mapping[str, str] = {
    "__type": "ServiceUnavailable",
    "message": "The service is not available.",
}
MAIL = "/v2/email/"


class Fault(Enum):
    """What becomes of a call."""

    REFUSED = "refused"
    LOST = "lost on the way"
    UNSAID = "done, and the answer lost"


class WeakLink:
    """Passes calls on to the stand-in, or not, as chance has it."""

    def __init__(self, chance: random.Random) -> None:
        """Prepare: it is whole until ``wear``."""
        self._chance = chance
        self._server = Server(self._answer)
        self._one_in = 0
        self._target = ""
        self.faults: Counter[Fault] = Counter()
        self.mails_unsaid = 0
        self.passed = 0

    async def start(self) -> str:
        """Listen; the address."""
        return f"http://{HOST}:{await self._server.start(0)}"

    async def stop(self) -> None:
        """Listen no longer."""
        await self._server.stop()

    def lead_to(self, address: str) -> None:
        """Where the stand-in is."""
        self._target = address.removeprefix("http://")

    async def wear(self, end: float) -> None:
        """Fail at random until that time of the monotonic clock, then be whole again."""
        try:
            while time.monotonic() < end:
                self._one_in = ONE_IN
                await _sleep(self._chance.uniform(*WHOLE_SECONDS), end)
                self._one_in = 1
                await _sleep(self._chance.uniform(*BROKEN_SECONDS), end)
        finally:
            self._one_in = 0

    async def _answer(self, request: Request) -> Response:
        fault = self._fault()
        if fault is None:
            self.passed += 1
            return await asyncio.to_thread(self._pass_on, request)
        self.faults[fault] += 1
        if fault is Fault.UNSAID:
            await asyncio.to_thread(self._pass_on, request)
            self.mails_unsaid += request.path.startswith(MAIL)
        if fault is not Fault.REFUSED:
            await asyncio.sleep(SILENT_SECONDS)
        return _refusal()

    def _fault(self) -> Fault | None:
        if not self._one_in or self._chance.randrange(self._one_in):
            return None
        return self._chance.choice(tuple(Fault))

    def _pass_on(self, request: Request) -> Response:
        try:
            return pass_on(self._target, request)
        except (OSError, http.client.HTTPException):
            return _refusal()


def _refusal() -> Response:
    return Response(
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        headers=(("content-type", "application/x-amz-json-1.0"),),
        body=json.dumps(REFUSED).encode(),
    )


async def _sleep(seconds: float, end: float) -> None:
    await asyncio.sleep(max(0.0, min(seconds, end - time.monotonic())))

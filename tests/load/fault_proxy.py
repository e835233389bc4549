"""Placed between the functions and the AWS emulator, and lets calls fail at random.

A call may be rejected; it may be lost on the way; it may arrive and its response be lost, which is
the worst: the caller cannot know what happened. Now and then everything fails for some seconds.
"""

from __future__ import annotations

import http.client
import json
import random
import time
from collections import Counter
from dataclasses import replace
from enum import Enum
from http import HTTPStatus

from tests.load.gateway import HOST
from tests.load.proxy import Proxy, Request, Response

ONE_IN = 12
"""Of so many calls one fails, outside of the times when all of them do."""
WORKING_SECONDS = (4.0, 12.0)
BROKEN_SECONDS = (0.5, 3.0)
"""The shortest and the longest time in which some calls fail, and in which all do."""
SILENT_SECONDS = 3.5
"""Longer than any function waits for a response."""
MAIL = "/v2/email/"
UNAVAILABLE = Response(
    HTTPStatus.SERVICE_UNAVAILABLE,
    (("content-type", "application/x-amz-json-1.0"),),
    json.dumps({"__type": "ServiceUnavailable", "message": "Not available."}).encode(),
)


class Fault(Enum):
    """How a call fails."""

    REJECTED = "rejected"
    LOST = "lost on the way"
    UNANSWERED = "done, and the response lost"


class FaultProxy(Proxy):
    """Forwards calls to the emulator, except those that fail."""

    def __init__(self, rng: random.Random) -> None:
        """Everything works until ``fail_until``."""
        super().__init__()
        self._rng = rng
        self._one_in = 0
        self.faults: Counter[Fault] = Counter()
        self.unanswered_mails = 0
        self.forwarded = 0

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self.port}"

    def fail_until(self, end: float) -> None:
        """Fail at random until that time of the monotonic clock, then work again."""
        try:
            while time.monotonic() < end:
                self._one_in = ONE_IN
                _sleep(self._rng.uniform(*WORKING_SECONDS), end)
                self._one_in = 1
                _sleep(self._rng.uniform(*BROKEN_SECONDS), end)
        finally:
            self._one_in = 0

    def respond(self, request: Request) -> Response:
        """The response of the emulator, or a failure."""
        fault = self._fault()
        if fault is None:
            self.forwarded += 1
            return self._forward(request)
        self.faults[fault] += 1
        if fault is Fault.UNANSWERED:
            self._forward(request)
            self.unanswered_mails += request.target.startswith(MAIL)
        if fault is not Fault.REJECTED:
            time.sleep(SILENT_SECONDS)
        return UNAVAILABLE

    def _fault(self) -> Fault | None:
        if not self._one_in or self._rng.randrange(self._one_in):
            return None
        return self._rng.choice(tuple(Fault))

    def _forward(self, request: Request) -> Response:
        # The emulator answers requests for its own address only.
        headers = tuple((k, v) for k, v in request.headers if k.lower() != "host")
        try:
            return self.forward(replace(request, headers=(("host", self.target), *headers)))
        except (OSError, http.client.HTTPException):
            return UNAVAILABLE


def _sleep(seconds: float, end: float) -> None:
    time.sleep(max(0.0, min(seconds, end - time.monotonic())))

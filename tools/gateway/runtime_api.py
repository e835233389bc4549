"""The Lambda Runtime API of one worker: it fetches events here and posts its answers here.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from server.asgi import Limits
from server.messages import Request, Response, message
from tools.gateway.http_server import Server
from tools.gateway.invocation import Invocation

PREFIX = "/2018-06-01/runtime/"
_RESPONSE_BYTES = 6 * 1024 * 1024 + 1024  # what Lambda lets a function return
_A_DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the API needs to know about the function it serves."""

    name: str
    timeout: float
    queue: asyncio.Queue[Invocation]


class RuntimeApi:
    """Hands one event at a time to its worker, and watches the deadline."""

    def __init__(self, task: Task, on_deadline: Callable[[], None]) -> None:
        """``on_deadline`` is called when the worker takes too long: it must end the worker."""
        self._task = task
        self._on_deadline = on_deadline
        self._current: Invocation | None = None
        self._timer: asyncio.TimerHandle | None = None
        # The worker is ours: it may compute for long between two requests.
        self._server = Server(self._handle, Limits(body_bytes=_RESPONSE_BYTES), _A_DAY)
        self.is_idle = False
        self.is_initialised = False
        self.init_error: str | None = None

    async def start(self) -> int:
        """Listen on a free port, and return it."""
        return await self._server.start(0)

    async def stop(self, why: str) -> None:
        """Close the API; the event being worked on fails for the given reason."""
        if self._current is not None:
            self._current.fail(why)
            self._finish()
        await self._server.stop()

    async def _handle(self, request: Request) -> Response:
        match request.path.removeprefix(PREFIX).split("/"):
            case ["invocation", "next"]:
                return await self._next()
            case ["invocation", identity, "response"]:
                return self._answer(identity, request.body)
            case ["invocation", identity, "error"]:
                return self._error(identity, request.body)
            case ["init", "error"]:
                self.init_error = describe(request.body)
                return message(HTTPStatus.ACCEPTED)
            case _:
                return message(HTTPStatus.NOT_FOUND)

    async def _next(self) -> Response:
        self.is_initialised = True
        self.is_idle = True
        try:
            invocation = await self._task.queue.get()
            while invocation.result.done():  # nobody waits for this one any more
                invocation = await self._task.queue.get()
        finally:
            self.is_idle = False
        self._current = invocation
        self._timer = asyncio.get_running_loop().call_later(self._task.timeout, self._too_slow)
        deadline = int((time.time() + self._task.timeout) * 1000)
        arn = f"arn:aws:lambda:eu-central-1:000000000000:function:{self._task.name}"
        headers = (
            ("content-type", "application/json"),
            ("lambda-runtime-aws-request-id", invocation.id),
            ("lambda-runtime-deadline-ms", str(deadline)),
            ("lambda-runtime-invoked-function-arn", arn),
        )
        return Response(status=HTTPStatus.OK, headers=headers, body=invocation.event)

    def _answer(self, identity: str, payload: bytes) -> Response:
        if self._current is None or self._current.id != identity:
            return message(HTTPStatus.BAD_REQUEST)
        self._current.succeed(payload)
        self._finish()
        return message(HTTPStatus.ACCEPTED)

    def _error(self, identity: str, payload: bytes) -> Response:
        if self._current is None or self._current.id != identity:
            return message(HTTPStatus.BAD_REQUEST)
        self._current.fail(f"the handler raised {describe(payload)}")
        self._finish()
        return message(HTTPStatus.ACCEPTED)

    def _too_slow(self) -> None:
        if self._current is not None:
            self._current.fail(f"no answer within {self._task.timeout:g} s")
        self._on_deadline()

    def _finish(self) -> None:
        self._current = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def describe(payload: bytes) -> str:
    """The type of an error that a worker reports; its text may hold what a person typed."""
    try:
        return str(json.loads(payload)["errorType"])
    except (ValueError, KeyError, TypeError):
        return "an error it did not describe"

"""The HTTP server in this event loop, on loopback, as long as whoever started it wants."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from http import HTTPStatus

import uvicorn

from server.asgi import Application, Handler, Limits
from server.messages import Request, Response, message
from server.protocol import Protocol
from tools.dev.port import HOST

BACKLOG = 512
HEAD_SECONDS = 30.0
CLOSING_SECONDS = 1
"""How long a connection may take to close, once its last response is sent."""


class _Embedded(uvicorn.Server):
    """A server that leaves the signals to the process that runs it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class Server:
    """Answers each request with what ``handler`` returns."""

    def __init__(
        self, handler: Handler, limits: Limits | None = None, head_seconds: float = HEAD_SECONDS
    ) -> None:
        """Prepare; nothing listens before ``start``."""
        self._handler = handler
        self._running: set[asyncio.Task[Response]] = set()
        self._serving: asyncio.Task[None] | None = None
        self._server = _Embedded(
            uvicorn.Config(
                Application(self._respond, limits or Limits()),
                http=Protocol,
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_keep_alive=head_seconds,  # type: ignore[arg-type]
                timeout_graceful_shutdown=CLOSING_SECONDS,
            )
        )

    async def start(self, port: int) -> int:
        """Listen, and return the port: a free one if ``port`` is 0.

        Raises:
            OSError: the port is taken.
        """
        listener = socket.create_server((HOST, port), backlog=BACKLOG)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]))
        return int(listener.getsockname()[1])

    async def stop(self, grace: float = 0.0) -> None:
        """Stop listening, give running requests ``grace`` seconds, close everything."""
        self._server.should_exit = True
        if grace and self._running:
            await asyncio.wait(self._running, timeout=grace)
        for task in self._running:
            task.cancel()
        if self._serving is not None:
            await asyncio.wait([self._serving], timeout=2 * CLOSING_SECONDS)
            self._serving.cancel()
            await asyncio.gather(self._serving, return_exceptions=True)

    async def _respond(self, request: Request) -> Response:
        # A task of its own, so that ``stop`` ends it without ending what answers the client.
        task = asyncio.ensure_future(self._handler(request))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.wait([task])
        if task.cancelled():
            return message(HTTPStatus.SERVICE_UNAVAILABLE)
        return task.result()

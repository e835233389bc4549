"""Serves HTTP on loopback: an ASGI application on Hypercorn, which speaks the protocol."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from hypercorn.asyncio import serve
from hypercorn.config import Config
from hypercorn.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope, Scope

from tools.dev.port import HOST
from tools.gateway.http_messages import Request, Response, message

Handler = Callable[[Request], Awaitable[Response]]
LOGGER = logging.getLogger("gateway")
BACKLOG = 512
HEAD_BYTES = 32 * 1024
STATUS_OF = {
    TimeoutError: HTTPStatus.REQUEST_TIMEOUT,
    OverflowError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
}
CLOSING_SECONDS = 1.0
"""How long a connection may take to close, once its last response is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much and how long a client may send."""

    body_bytes: int = 10 * 1024 * 1024
    head_seconds: float = 30.0
    body_seconds: float = 30.0


class Server:
    """Answers each request with what ``handler`` returns."""

    def __init__(self, handler: Handler, limits: Limits | None = None) -> None:
        """Prepare; nothing listens before ``start``."""
        self._handler = handler
        self._limits = limits or Limits()
        self._stopping = asyncio.Event()
        self._serving: asyncio.Task[None] | None = None
        self._running: set[asyncio.Task[Response]] = set()

    async def start(self, port: int) -> int:
        """Listen, and return the port: a free one if ``port`` is 0.

        Raises:
            OSError: the port is taken.
        """
        listener = socket.create_server((HOST, port), backlog=BACKLOG)
        port = listener.getsockname()[1]
        config = Config()
        config.bind = f"fd://{listener.detach()}"
        config.backlog = BACKLOG
        config.errorlog = logging.getLogger("hypercorn")
        config.errorlog.setLevel(logging.WARNING)
        config.graceful_timeout = CLOSING_SECONDS
        config.h11_max_incomplete_size = HEAD_BYTES
        config.include_server_header = False
        config.keep_alive_max_requests = sys.maxsize
        config.keep_alive_timeout = self._limits.head_seconds
        self._serving = asyncio.create_task(
            serve(self._application, config, shutdown_trigger=self._stopping.wait, mode="asgi")
        )
        return port

    async def stop(self, grace: float = 0.0) -> None:
        """Stop listening, give running requests ``grace`` seconds, close everything."""
        self._stopping.set()
        if grace and self._running:
            await asyncio.wait(self._running, timeout=grace)
        for task in self._running:
            task.cancel()
        if self._serving is not None:
            await asyncio.wait([self._serving], timeout=2 * CLOSING_SECONDS)
            self._serving.cancel()
            await asyncio.gather(self._serving, return_exceptions=True)

    async def _application(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        if scope["type"] != "http":  # neither start and end of the server, nor web sockets
            return
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                body = await _read_body(receive, self._limits.body_bytes)
        except (TimeoutError, OverflowError) as error:
            status = STATUS_OF[type(error)]
            LOGGER.info("- - %d", status)
            await _send(send, message(status, (("connection", "close"),)))
        except ConnectionError:
            return
        else:
            await _send(send, await self._respond(_request(scope, body)))

    async def _respond(self, request: Request) -> Response:
        if not request.path.startswith("/"):  # the whole address, or the star of OPTIONS
            return message(HTTPStatus.BAD_REQUEST)
        # A task of its own, so that ``stop`` ends it without ending what answers the client.
        task = asyncio.ensure_future(self._handler(request))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.wait([task])
        if task.cancelled():
            return message(HTTPStatus.SERVICE_UNAVAILABLE)
        if error := task.exception():
            LOGGER.error("failed on %s %s", request.method, request.path, exc_info=error)
            return message(HTTPStatus.INTERNAL_SERVER_ERROR)
        return task.result()


async def _read_body(receive: ASGIReceiveCallable, limit: int) -> bytes:
    """The whole body.

    Raises:
        ConnectionError: the client hung up.
        OverflowError: it is longer than the limit.
    """
    body, size, more = bytearray(), 0, True
    while more:
        event = await receive()
        if event["type"] != "http.request":
            raise ConnectionError
        size, more = size + len(event["body"]), event["more_body"]
        # What is too long is read and dropped: a client that still sends reads no response.
        if size <= limit:
            body += event["body"]
    if size > limit:
        raise OverflowError
    return bytes(body)


def _request(scope: HTTPScope, body: bytes) -> Request:
    client = scope["client"]
    return Request(
        method=scope["method"],
        path=scope["raw_path"].decode("ascii"),
        query=scope["query_string"].decode("ascii"),
        headers=tuple(
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]
        ),
        body=body,
        peer=client[0] if client else HOST,
        protocol=f"HTTP/{scope['http_version']}",
    )


async def _send(send: ASGISendCallable, response: Response) -> None:
    headers = [
        (name.encode("latin-1"), value.encode("latin-1", "replace"))
        for name, value in response.headers
    ]
    if response.status not in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}:
        headers.append((b"content-length", str(len(response.body)).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body, "more_body": False})

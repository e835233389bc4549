"""An ASGI application that answers whole requests: it limits what a client sends, and how long."""

from __future__ import annotations

import logging
from asyncio import timeout
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from server.messages import Request, Response, message

LOGGER = logging.getLogger("server")
NO_BODY = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})
CLOSE = (("connection", "close"),)

Handler = Callable[[Request], Awaitable[Response]]
Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much and how long a client may send."""

    body_bytes: int = 10 * 1024 * 1024
    """A longer body is refused, as an HTTP API refuses it."""
    kept_bytes: int | None = None
    """How much of a body the handler gets, where it refuses a longer one itself."""
    body_seconds: float = 30.0


class Application:
    """Answers each request with what ``handler`` returns."""

    def __init__(self, handler: Handler, limits: Limits) -> None:
        """Keep both."""
        self._handler = handler
        self._limits = limits

    async def __call__(self, scope: Event, receive: Receive, send: Send) -> None:
        """Answer one request; start and end of the server, and web sockets, are passed over."""
        if scope["type"] != "http":
            return
        try:
            async with timeout(self._limits.body_seconds):
                body = await self._body(receive)
        except TimeoutError:
            await _refuse(send, HTTPStatus.REQUEST_TIMEOUT)
        except OverflowError:
            await _refuse(send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except ConnectionError:
            return
        else:
            await _send(send, await self._answer(_request(scope, body)))

    async def _answer(self, request: Request) -> Response:
        if not request.path.startswith("/"):  # the whole address, or the star of OPTIONS
            return message(HTTPStatus.BAD_REQUEST)
        try:
            return await self._handler(request)
        except Exception:
            LOGGER.exception("failed on %s %s", request.method, request.path)
            return message(HTTPStatus.INTERNAL_SERVER_ERROR)

    async def _body(self, receive: Receive) -> bytes:
        """The whole body, or as much of it as is kept.

        Raises:
            ConnectionError: the client hung up.
            OverflowError: it is longer than the limit.
        """
        limits = self._limits
        kept = limits.body_bytes if limits.kept_bytes is None else limits.kept_bytes
        body, size, more = bytearray(), 0, True
        while more:
            event = await receive()
            if event["type"] != "http.request":
                raise ConnectionError
            piece, more = event.get("body", b""), event.get("more_body", False)
            size += len(piece)
            # What is too long is read and dropped: a client that still sends reads no response.
            body += piece[: max(kept - len(body), 0)]
        if size > limits.body_bytes:
            raise OverflowError
        return bytes(body)


def _request(scope: Event, body: bytes) -> Request:
    client = scope.get("client")
    return Request(
        method=scope["method"],
        path=scope["raw_path"].decode("ascii"),
        query=scope["query_string"].decode("ascii"),
        headers=tuple(
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]
        ),
        body=body,
        peer=client[0] if client else "",
        protocol=f"HTTP/{scope['http_version']}",
    )


async def _refuse(send: Send, status: HTTPStatus) -> None:
    LOGGER.info("- - %d", status)
    await _send(send, message(status, CLOSE))


async def _send(send: Send, response: Response) -> None:
    headers = [
        (name.encode("latin-1"), value.encode("latin-1", "replace"))
        for name, value in response.headers
    ]
    if response.status not in NO_BODY:
        headers.append((b"content-length", str(len(response.body)).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body, "more_body": False})

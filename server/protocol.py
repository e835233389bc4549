"""HTTP/1.1 on one connection: a request is handed over whole, its answer is sent in one piece.

uvicorn accepts the connections, and ends them; httptools reads the requests. What is here limits
how much a client sends, and how long it takes.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httptools
import uvicorn
from uvicorn.protocols.http.httptools_impl import STATUS_LINE
from uvicorn.server import ServerState

from server.messages import Answer, Request, Response, message

LOGGER = logging.getLogger("server")
FAILED = "failed on %s %s"
HEAD_BYTES = 32 * 1024
INTERNET = (socket.AF_INET, socket.AF_INET6)
NO_BODY = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})
CLOSE = ("connection", "close")
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
TOO_LONG = b"HTTP/1.1 431 \r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
MALFORMED = Response(
    status=HTTPStatus.BAD_REQUEST,
    headers=(("content-type", "text/plain; charset=utf-8"),),
    body=b"Invalid HTTP request received.",
)
TOO_MANY = Response(
    status=HTTPStatus.SERVICE_UNAVAILABLE,
    headers=(("content-type", "text/plain; charset=utf-8"), CLOSE),
    body=b"Service Unavailable",
)

Handler = Callable[[Request], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much and how long a client may send."""

    body_bytes: int = 10 * 1024 * 1024
    """A longer body is refused, as an HTTP API refuses it."""
    kept_bytes: int | None = None
    """How much of a body the handler gets, where it refuses a longer one itself."""
    body_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Application:
    """Each request is answered with what ``handler`` returns; uvicorn is to call it ``asgi3``."""

    handler: Handler
    limits: Limits


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and how it is answered: by the handler, or with what refuses it."""

    request: Request
    keeps_alive: bool
    refusal: Response | None = None


class Protocol(asyncio.Protocol):
    """A connection; its client has as long for a head as it may be idle between two requests."""

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: ServerState,
        app_state: dict[str, Any],  # noqa: ARG002 - uvicorn passes it
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """Read the settings; nothing is received yet."""
        # uvicorn puts this around every application: whose word on the client is trusted.
        proxied: Any = config.loaded_app
        self._trusted = proxied.trusted_hosts
        application: Application = proxied.app
        self._handler, self._limits = application.handler, application.limits
        kept = self._limits.kept_bytes
        self._kept = self._limits.body_bytes if kept is None else kept
        self._idle_seconds = config.timeout_keep_alive
        self._most = config.limit_concurrency
        self._state = server_state
        self.connections = server_state.connections
        self._loop = _loop or asyncio.get_running_loop()
        self._parser = httptools.HttpRequestParser(self)
        # What follows a request that closes the connection is passed over.
        self._parser.set_dangerous_leniencies(lenient_data_after_close=True)
        self.transport: asyncio.Transport
        self._peer, self._is_proxy = "", False
        self._due: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._waiting: deque[Exchange] = deque()
        self._is_at_work = False
        self._is_full = False
        self._is_ending = False
        self._is_in_head = True
        self._is_in_body = False
        self._received_of_head = 0
        self._begin()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first head."""
        self.transport = transport
        self.connections.add(self)  # type: ignore[arg-type]
        address = transport.get_extra_info("peername")
        self._peer = address[0] if isinstance(address, tuple) else ""
        self._is_proxy = self._peer in self._trusted
        # asyncio does so itself only where a socket was made with the number of its protocol. Else
        # an answer would wait until the client has acknowledged the one before.
        connected = transport.get_extra_info("socket")
        if connected is not None and connected.family in INTERNET:
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._wait(self._idle_seconds)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio passes it
        """Wait no longer; what is at work is dropped when it is there."""
        self.connections.discard(self)
        self._waiting.clear()
        self._due = None
        if self._timer is not None:
            self._timer.cancel()

    def shutdown(self) -> None:
        """End the connection, as soon as the request is answered that has begun."""
        self._is_ending = True
        if not (self._is_in_body or self._is_at_work or self._waiting):
            self.transport.close()

    def pause_writing(self) -> None:
        """Answer nothing before the client has read."""
        self._is_full = True
        self.transport.pause_reading()

    def resume_writing(self) -> None:
        """Go on."""
        self._is_full = False
        self._go_on()

    def data_received(self, data: bytes) -> None:
        """Read what has come, and answer the first request that is complete."""
        if self._is_in_head:
            self._received_of_head += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._is_ending = True  # the client may go on in another protocol
        except httptools.HttpParserError:
            LOGGER.warning("%s", MALFORMED.body.decode())
            self._write(MALFORMED)
            return
        if self._waiting:
            self._next()
        if self._is_in_body:
            self._wait_for_body()
        elif self._is_in_head and self._received_of_head > HEAD_BYTES:
            self.transport.write(TOO_LONG)
            self.transport.close()

    def on_url(self, url: bytes) -> None:
        """Keep a part of the address."""
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header."""
        self._head_size += len(name) + len(value)
        self._headers.append((name.lower().decode("latin-1"), value.decode("latin-1")))

    def on_headers_complete(self) -> None:
        """Read a body, unless the head is too long.

        Raises:
            ValueError: it is; the parser reports it as a bad request.
        """
        if self._head_size > HEAD_BYTES:
            raise ValueError
        self._due = None
        self._is_in_head, self._is_in_body, self._received_of_head = False, True, 0
        said = [value.lower() for name, value in self._headers if name == "expect"]
        if "100-continue" in said and not (self._is_at_work or self._waiting):
            self.transport.write(CONTINUE)

    def on_body(self, body: bytes) -> None:
        """Keep a part of the body."""
        # What is too long is read and dropped: a client that still sends reads no response.
        self._body_size += len(body)
        self._body += body[: max(self._kept - len(self._body), 0)]

    def on_message_complete(self) -> None:
        """Let the request wait for its turn."""
        address = httptools.parse_url(self._url)
        version = self._parser.get_http_version()
        request = Request(
            method=self._parser.get_method().decode("ascii"),
            path=address.path.decode("ascii"),
            query=(address.query or b"").decode("ascii"),
            headers=tuple(self._headers),
            body=bytes(self._body),
            peer=self._client(),
            protocol=f"HTTP/{version}",
        )
        keeps_alive = version != "1.0" and self._parser.should_keep_alive()
        self._waiting.append(Exchange(request, keeps_alive, self._refusal(request)))
        self._begin()

    def _begin(self) -> None:
        """Read a head from here on."""
        self._url = b""
        self._headers: list[tuple[str, str]] = []
        self._head_size = 0
        self._body = bytearray()
        self._body_size = 0
        self._is_in_head, self._is_in_body = True, False

    def _client(self) -> str:
        """The address of the client: that of the connection, or what a trusted proxy says."""
        if self._is_proxy:
            said = [value for name, value in self._headers if name == "x-forwarded-for"]
            if said:
                host, _ = self._trusted.get_trusted_client_address(", ".join(said))
                return str(host) or self._peer
        return self._peer

    def _refusal(self, request: Request) -> Response | None:
        """What is said instead of an answer, if the request is not to reach the handler."""
        at_work = max(len(self.connections), len(self._state.tasks))
        if self._most is not None and at_work >= self._most:
            LOGGER.warning("Exceeded concurrency limit.")
            return TOO_MANY
        if self._body_size > self._limits.body_bytes:
            return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if not request.path.startswith("/"):  # the whole address, or the star of OPTIONS
            return message(HTTPStatus.BAD_REQUEST)
        return None

    def _next(self) -> None:
        """Answer the next request; one in each turn of the loop, so that no client holds it."""
        if self._waiting and not (self._is_at_work or self._is_full):
            exchange = self._waiting.popleft()
            answer = exchange.refusal or self._answer(exchange.request)
            if isinstance(answer, Response):
                self._send(answer, exchange)
            else:
                self._is_at_work = True
                task = self._loop.create_task(self._finish(answer, exchange))
                self._state.tasks.add(task)
                task.add_done_callback(self._state.tasks.discard)
            if self._waiting and not self._is_at_work:
                self._loop.call_soon(self._go_on)
        if self._waiting:
            self.transport.pause_reading()

    def _go_on(self) -> None:
        """Answer what waits, or read on where nothing does."""
        self._next()
        if not (self._waiting or self._is_full):
            self.transport.resume_reading()

    def _answer(self, request: Request) -> Answer:
        try:
            return self._handler(request)
        except Exception:
            LOGGER.exception(FAILED, request.method, request.path)
            return message(HTTPStatus.INTERNAL_SERVER_ERROR)

    async def _finish(self, answer: Awaitable[Response], exchange: Exchange) -> None:
        """Send an answer that takes its time."""
        request = exchange.request
        try:
            response = await answer
        except Exception:
            LOGGER.exception(FAILED, request.method, request.path)
            response = message(HTTPStatus.INTERNAL_SERVER_ERROR)
        self._is_at_work = False
        self._send(response, exchange)
        self._go_on()

    def _send(self, response: Response, exchange: Exchange) -> None:
        request = exchange.request
        is_head = request.method == "HEAD"
        try:
            self._write(response, is_head=is_head, keeps_alive=exchange.keeps_alive)
        except ValueError:
            LOGGER.exception(FAILED, request.method, request.path)
            failure = message(HTTPStatus.INTERNAL_SERVER_ERROR)
            self._write(failure, is_head=is_head, keeps_alive=False)
        self._state.total_requests += 1
        if self._is_in_head and not self._waiting:
            self._wait(self._idle_seconds)

    def _write(
        self, response: Response, *, is_head: bool = False, keeps_alive: bool = False
    ) -> None:
        """Write head and body at once: the client wakes up once, for all of it.

        Raises:
            ValueError: a header holds more than one line.
        """
        if self.transport.is_closing():
            return
        closes = not keeps_alive or self._is_ending or CLOSE in response.headers
        headers = list(response.headers)
        has_body = response.status not in NO_BODY
        if has_body:
            headers.append(("content-length", str(len(response.body))))
        if closes and CLOSE not in headers:
            headers.append(CLOSE)
        lines = [f"{name}: {value}\r\n" for name, value in headers]
        parts = [STATUS_LINE[response.status]]
        parts += [b"%b: %b\r\n" % header for header in self._state.default_headers]
        parts += [_head("".join(lines), len(lines)), b"\r\n"]
        if has_body and not is_head:
            parts.append(response.body)
        self.transport.write(b"".join(parts))
        if closes:
            self._waiting.clear()
            self.transport.close()

    def _wait(self, seconds: float) -> None:
        """Wait so long for what comes next. A timer that ends later is left as it is."""
        self._due = self._loop.time() + seconds
        if self._timer is not None and self._timer.when() > self._due:
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._timer = self._loop.call_at(self._due, self._end_wait)

    def _wait_for_body(self) -> None:
        if self._due is not None:
            return
        self._wait(self._limits.body_seconds)

    def _end_wait(self) -> None:
        self._timer = None
        if self._due is None:
            return
        if self._loop.time() < self._due:
            self._timer = self._loop.call_at(self._due, self._end_wait)
        elif self._is_at_work or self._waiting:
            self._is_ending = True  # once the requests before are answered
        elif self._is_in_body:
            self._write(_refused(HTTPStatus.REQUEST_TIMEOUT))
        else:
            self.transport.close()


def _head(text: str, lines: int) -> bytes:
    """The lines of a head.

    Raises:
        ValueError: a header holds a line break or a zero, so that it would be more than one.
    """
    if text.count("\r") != lines or text.count("\n") != lines or "\0" in text:
        raise ValueError("a header holds a line break")
    return text.encode("latin-1", "replace")


def _refused(status: HTTPStatus) -> Response:
    LOGGER.info("- - %d", status)
    return message(status, (CLOSE,))

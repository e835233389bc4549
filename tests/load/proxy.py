"""A small HTTP proxy in a thread: what it does to a request, its subclasses say."""

from __future__ import annotations

import http.client
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from tests.load.gateway import HOST

TIMEOUT_SECONDS = 60.0
HOP_BY_HOP = frozenset({"connection", "content-length", "expect", "transfer-encoding"})
WITHOUT_BODY = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A request; ``target`` is path and query as they were sent."""

    method: str
    target: str
    headers: Headers = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Response:
    """A response, without the headers that belong to one connection."""

    status: int
    headers: Headers = ()
    body: bytes = b""


class Proxy:
    """Forwards requests to ``target`` (host and port) from a port of its own, within a block."""

    def __init__(self, target: str = "") -> None:
        """Listen on a free port; requests are answered within the block."""
        self.target = target
        self._server = _Server((HOST, 0), partial(_Handler, self.respond))
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )

    def __enter__(self) -> Self:
        """Start to answer."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def respond(self, request: Request) -> Response:
        """The response to a request: that of the target."""
        return self.forward(request)

    def forward(self, request: Request) -> Response:
        """What the target responds.

        Raises:
            OSError: it cannot be reached, or takes too long.
            http.client.HTTPException: its response is not HTTP.
        """
        connection = http.client.HTTPConnection(self.target, timeout=TIMEOUT_SECONDS)
        try:
            connection.putrequest(
                request.method, request.target, skip_host=True, skip_accept_encoding=True
            )
            for name, value in request.headers:
                connection.putheader(name, value)
            if request.body:
                connection.putheader("content-length", str(len(request.body)))
            connection.endheaders(request.body or None)
            received = connection.getresponse()
            body = received.read()
            return Response(received.status, end_to_end(received.getheaders()), body)
        finally:
            connection.close()


class _Server(ThreadingHTTPServer):
    """A client that goes away before its response, as a killed worker does, is no error."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Parses a request of any method and writes the response to it."""

    protocol_version = "HTTP/1.1"

    def __init__(self, respond: Callable[[Request], Response], *args: Any) -> None:
        self._respond = respond
        super().__init__(*args)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._any_method
        raise AttributeError(name)

    def _any_method(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = end_to_end([(name.lower(), value) for name, value in self.headers.items()])
        response = self._respond(Request(self.command, self.path, headers, body))
        self.send_response_only(response.status)
        for name, value in response.headers:
            self.send_header(name, value)
        if response.status not in WITHOUT_BODY:
            self.send_header("content-length", str(len(response.body)))
        self.end_headers()
        self.wfile.write(response.body)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


def end_to_end(headers: list[tuple[str, str]]) -> Headers:
    """The headers that do not belong to one connection."""
    return tuple((name, value) for name, value in headers if name.lower() not in HOP_BY_HOP)

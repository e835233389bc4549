"""HTTP for clients that are slow, or send a head without end: uvicorn alone waits for them."""

from __future__ import annotations

import asyncio
import socket

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES = 32 * 1024
INTERNET = (socket.AF_INET, socket.AF_INET6)
TOO_LONG = b"HTTP/1.1 431 \r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class Protocol(HttpToolsProtocol):
    """A connection whose client has as long for a head as it may be idle between two requests."""

    _waiting: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _is_in_head = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first head."""
        super().connection_made(transport)
        # asyncio does so itself only where a socket was made with the number of its protocol. Else
        # the body of an answer would wait until the client has acknowledged its head.
        connected = transport.get_extra_info("socket")
        if connected is not None and connected.family in INTERNET:
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Refuse a head that is too long before it ends."""
        if self._is_in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._is_in_head and self._head_bytes > HEAD_BYTES:
            self.transport.write(TOO_LONG)
            self.transport.close()

    def on_headers_complete(self) -> None:
        """Take the request, unless its head is too long.

        Raises:
            ValueError: it is; the parser reports it as a bad request.
        """
        self._stop_waiting()
        self._is_in_head, self._head_bytes = False, 0
        if sum(len(name) + len(value) for name, value in self.headers) > HEAD_BYTES:
            raise ValueError
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The next that comes is a head again."""
        self._is_in_head = True
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for the next head, where none is there yet."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self._wait_for_head()

    def _wait_for_head(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(
            self.timeout_keep_alive, self.timeout_keep_alive_handler
        )

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

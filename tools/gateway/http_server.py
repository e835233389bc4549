"""A small HTTP/1.1 server on the loopback address: keep-alive, time limits, clean closing."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from tools.gateway.http_messages import Request, Response, encode, message
from tools.gateway.reading import HEAD_BYTES, Head, Refused, read_body, read_head

HOST = "127.0.0.1"
Handler = Callable[[Request], Awaitable[Response]]
LOGGER = logging.getLogger("gateway")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much and how long a client may send."""

    body_bytes: int = 10 * 1024 * 1024
    head_seconds: float = 30.0
    body_seconds: float = 30.0
    write_seconds: float = 30.0
    linger_seconds: float = 2.0


class Server:
    """Answers each request with what ``handler`` returns."""

    def __init__(self, handler: Handler, limits: Limits | None = None) -> None:
        """Prepare; nothing listens before ``start``."""
        self._handler = handler
        self._limits = limits or Limits()
        self._listener: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._busy: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def start(self, port: int) -> int:
        """Listen, and return the port: a free one if ``port`` is 0."""
        # asyncio sets TCP_NODELAY on every connection, so small answers leave at once.
        self._listener = await asyncio.start_server(
            self._connected, HOST, port, limit=HEAD_BYTES, backlog=512
        )
        return int(self._listener.sockets[0].getsockname()[1])

    async def stop(self, grace: float = 0.0) -> None:
        """Stop listening, give running requests ``grace`` seconds, close everything."""
        self._stopping = True
        if self._listener is not None:
            self._listener.close()
        for task in self._connections - self._busy:
            task.cancel()
        if grace and self._busy:
            await asyncio.wait(self._busy, timeout=grace)
        left = set(self._connections)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A task of our own, so that stop() can end it without the streams reporting an error.
        task = asyncio.create_task(self._converse(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)
        task.add_done_callback(self._busy.discard)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, TimeoutError) as gone:
            LOGGER.debug("connection ended: %s", type(gone).__name__)
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; true if another request may follow."""
        try:
            async with asyncio.timeout(self._limits.head_seconds):
                head = await read_head(reader)
            if head is None:
                return False
            body = await self._body(reader, writer, head)
        except Refused as refused:
            await self._refuse(reader, writer, refused.status)
            return False
        request = Request(
            method=head.method,
            path=head.path,
            query=head.query,
            headers=head.headers,
            body=body,
            peer=str(writer.get_extra_info("peername", (HOST,))[0]),
            protocol=head.protocol,
        )
        return await self._reply(writer, request)

    async def _body(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: Head
    ) -> bytes:
        if (head.one("expect") or "").lower() == "100-continue":
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                return await read_body(reader, head, self._limits.body_bytes)
        except TimeoutError as error:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT) from error

    async def _reply(self, writer: asyncio.StreamWriter, request: Request) -> bool:
        task = asyncio.current_task()
        if task is not None:
            self._busy.add(task)
        try:
            response = await self._handler(request)
        except Exception:  # whatever breaks, the client gets an answer and the log the cause
            LOGGER.exception("the gateway failed on %s %s", request.method, request.path)
            response = message(HTTPStatus.INTERNAL_SERVER_ERROR)
        keep_alive = request.keeps_alive and not self._stopping
        writer.write(encode(response, head_only=request.method == "HEAD", keep_alive=keep_alive))
        async with asyncio.timeout(self._limits.write_seconds):
            await writer.drain()
        if task is not None:
            self._busy.discard(task)
        return keep_alive

    async def _refuse(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, status: HTTPStatus
    ) -> None:
        LOGGER.info("- - %d", status)
        writer.write(encode(message(status), head_only=False, keep_alive=False))
        # Closing while the client still sends would reset the connection, and the answer with it.
        with contextlib.suppress(TimeoutError, ConnectionError, RuntimeError):
            async with asyncio.timeout(self._limits.linger_seconds):
                await writer.drain()
                writer.write_eof()
                while await reader.read(HEAD_BYTES):
                    pass

"""A client that puts a server under load: ``python -m bench.http_load``, in its own process.

Each of its connections sends the next request when it has the whole answer to the last one. It
reads a task as JSON from standard input, and writes what it found to standard output.
"""

from __future__ import annotations

import asyncio
import json
import math
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection:[ \t]*close", re.IGNORECASE)
OK = re.compile(rb"HTTP/1\.[01] 200 ")
WARM_UP_SECONDS = 0.15
GRACE_SECONDS = 10.0
"""How long an answer may take beyond the end: leaving it out would flatter a slow server."""
MILLISECONDS = 1000


@dataclass(slots=True)
class Tally:
    """What all connections together found, from ``begin`` to ``end``."""

    begin: float
    end: float
    waits: list[float] = field(default_factory=list)
    failures: int = 0

    def note(self, started: float, *, is_success: bool) -> None:
        """Count an answer, unless it was asked for during the warm-up."""
        if started < self.begin:
            return
        if is_success:
            self.waits.append(time.perf_counter() - started)
        else:
            self.failures += 1

    def found(self) -> dict[str, float]:
        """Answers a second, the 99th percentile in milliseconds, what failed, and the bytes."""
        waits = sorted(self.waits)
        return {
            "rate": len(waits) / (time.perf_counter() - self.begin),
            "p99": percentile(waits, 99) * MILLISECONDS,
            "answers": len(waits),
            "failures": self.failures,
        }


def percentile(ordered: Sequence[float], percent: int) -> float:
    """The smallest figure that so many per cent do not exceed; 0 if there is none."""
    return ordered[max(math.ceil(len(ordered) * percent / 100) - 1, 0)] if ordered else 0.0


class Connection(asyncio.Protocol):
    """One connection: a request, its answer, the next request."""

    def __init__(self, request: bytes, tally: Tally, closed: asyncio.Future[None]) -> None:
        """``closed`` is done when the connection is."""
        self._request = request
        self._tally = tally
        self._closed = closed
        self._answer = b""
        self._started = 0.0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport
            self._send(transport)

    def data_received(self, data: bytes) -> None:
        """Take what has come of the answer; once it is whole, count it and go on."""
        self._answer += data
        head, separator, body = self._answer.partition(b"\r\n\r\n")
        length = LENGTH.search(head) if separator else None
        if length is None or len(body) < int(length[1]) or self._transport is None:
            return
        self._tally.note(self._started, is_success=OK.match(head) is not None)
        self._answer = b""
        if CLOSES.search(head) or time.perf_counter() > self._tally.end:
            self._transport.close()
        else:
            self._send(self._transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count an answer that did not come."""
        if self._answer or exc is not None:
            self._tally.note(self._started, is_success=False)
        if not self._closed.done():
            self._closed.set_result(None)

    def _send(self, transport: asyncio.Transport) -> None:
        self._started = time.perf_counter()
        transport.write(self._request)


async def load(task: Mapping[str, Any]) -> dict[str, float]:
    """Put the server under load for some seconds."""
    begin = time.perf_counter() + WARM_UP_SECONDS
    tally = Tally(begin=begin, end=begin + task["seconds"])
    await asyncio.gather(*(_client(task, tally) for _ in range(task["clients"])))
    return tally.found()


async def _client(task: Mapping[str, Any], tally: Tally) -> None:
    """Send requests over one connection after the other until the end."""
    body = task["body"].encode()
    head = (
        f"POST {task['path']} HTTP/1.1\r\nHost: {task['host']}\r\n"
        f"Content-Type: application/json\r\nAccept: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    loop = asyncio.get_running_loop()
    while time.perf_counter() < tally.end:
        closed: asyncio.Future[None] = loop.create_future()
        make = partial(Connection, head.encode() + body, tally, closed)
        try:
            transport, _ = await loop.create_connection(make, task["host"], task["port"])
        except OSError:
            tally.note(time.perf_counter(), is_success=False)
            await asyncio.sleep(0.01)
            continue
        try:
            async with asyncio.timeout(tally.end - time.perf_counter() + GRACE_SECONDS):
                await closed
        except TimeoutError:
            transport.abort()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(load(json.load(sys.stdin)))))

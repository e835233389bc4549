"""A client that puts a server under load: ``python -m bench.load``, in a process of its own.

Every client sends the next request when it has the answer to the last one, over a connection that
it keeps as long as the server does. It reads a task as JSON from standard input and writes what it
found to standard output: requests a second, the median and the 99th percentile in milliseconds,
and how many answers were not a success.
"""

from __future__ import annotations

import asyncio
import json
import math
import re
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from tools.dev.port import HOST

LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection:[ \t]*close", re.IGNORECASE)
OK = re.compile(rb"HTTP/1\.[01] 200 ")
END_OF_HEAD = b"\r\n\r\n"
WARM_UP = 0.15
GRACE = 10.0
MILLISECONDS = 1000


@dataclass(slots=True)
class Tally:
    """What all clients together found."""

    stops_at: float
    counts_from: float
    latencies: list[float] = field(default_factory=list)
    answered: int = 0
    failures: int = 0

    def note(self, started: float, is_success: bool) -> None:
        """Count one answer, unless it was asked for during the warm-up.

        One that comes after the end is no part of the rate, but its wait is: leaving out the
        answers that take long would flatter a slow server.
        """
        if started < self.counts_from:
            return
        now = time.perf_counter()
        if not is_success:
            self.failures += 1
            return
        self.latencies.append(now - started)
        self.answered += now <= self.stops_at


class Client(asyncio.Protocol):
    """One connection: a request, its answer, the next request."""

    def __init__(self, request: bytes, tally: Tally, done: asyncio.Future[None]) -> None:
        """Prepare; the first request leaves when the connection stands."""
        self._request = request
        self._tally = tally
        self._done = done
        self._answer = b""
        self._started = time.perf_counter()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport
            transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Collect the answer; once it is whole, count it and go on."""
        self._answer += data
        head, separator, body = self._answer.partition(END_OF_HEAD)
        if not separator:
            return
        length = LENGTH.search(head)
        if length is None or len(body) < int(length[1]):
            return
        self._tally.note(self._started, OK.match(head) is not None)
        self._answer = b""
        self._started = time.perf_counter()
        if self._transport is None:
            return
        if CLOSES.search(head) or self._started > self._tally.stops_at:
            self._transport.close()
        else:
            self._transport.write(self._request)

    def connection_lost(self, error: Exception | None) -> None:
        """The client opens another one, if there is time left."""
        if self._answer or error is not None:
            self._tally.note(self._started, False)
        if not self._done.done():
            self._done.set_result(None)


async def load(task: dict[str, Any]) -> dict[str, float]:
    """Put the server under load for some seconds."""
    now = time.perf_counter()
    tally = Tally(stops_at=now + WARM_UP + task["seconds"], counts_from=now + WARM_UP)
    request = _request(task)
    await asyncio.gather(*(_client(task, request, tally) for _ in range(task["clients"])))
    return found(tally, task["seconds"])


def found(tally: Tally, seconds: float) -> dict[str, float]:
    """The figures of a load that lasted so many seconds."""
    latencies = sorted(tally.latencies)
    return {
        "rate": tally.answered / seconds,
        "p50": percentile(latencies, 50) * MILLISECONDS,
        "p99": percentile(latencies, 99) * MILLISECONDS,
        "failures": tally.failures,
    }


def percentile(ordered: list[float], percent: int) -> float:
    """The smallest figure that so many per cent do not exceed; 0 if there is none."""
    if not ordered:
        return 0.0
    return ordered[max(math.ceil(len(ordered) * percent / 100) - 1, 0)]


async def _client(task: dict[str, Any], request: bytes, tally: Tally) -> None:
    loop = asyncio.get_running_loop()
    while time.perf_counter() < tally.stops_at:
        done: asyncio.Future[None] = loop.create_future()
        try:
            transport, _ = await loop.create_connection(
                lambda done=done: Client(request, tally, done),  # type: ignore[misc]
                HOST,
                task["port"],
            )
        except OSError:
            tally.note(time.perf_counter(), False)
            await asyncio.sleep(0.01)
            continue
        try:
            async with asyncio.timeout(tally.stops_at - time.perf_counter() + GRACE):
                await done
        except TimeoutError:
            transport.abort()


def _request(task: dict[str, Any]) -> bytes:
    body = str(task["body"]).encode()
    head = (
        f"POST {task['path']} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(load(json.load(sys.stdin)))))

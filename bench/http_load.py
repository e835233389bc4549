"""A client that puts a server under load: ``python -m bench.http_load``, in its own process.

Each of its connections sends the next request when it has the whole answer to the last one. It
reads a task as JSON from standard input, and writes what it found to standard output.
"""

from __future__ import annotations

import json
import math
import re
import select
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

PIECE_BYTES = 256 * 1024
RETRY_SECONDS = 0.01
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


class Connection:
    """One connection: a request, its answer, the next request."""

    def __init__(self, address: tuple[str, int], request: bytes, tally: Tally) -> None:
        """Connect, and send the first request.

        Raises:
            OSError: nothing listens there.
        """
        self._request = request
        self._tally = tally
        self._answer = b""
        self._socket = socket.create_connection(address)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._send()

    def fileno(self) -> int:
        """The number by which the system knows it."""
        return self._socket.fileno()

    def close(self) -> None:
        """End it."""
        self._socket.close()

    def goes_on(self) -> bool:
        """Take what has come; once the answer is whole, count it and send the next request."""
        try:
            data = self._socket.recv(PIECE_BYTES)
        except OSError:
            self._tally.note(self._started, is_success=False)
            return False
        if not data:
            if self._answer:
                self._tally.note(self._started, is_success=False)
            return False
        self._answer = answer = self._answer + data if self._answer else data
        end = answer.find(b"\r\n\r\n")
        length = LENGTH.search(answer, 0, end) if end >= 0 else None
        if length is None or len(answer) < end + 4 + int(length[1]):
            return True
        self._tally.note(self._started, is_success=OK.match(answer) is not None)
        self._answer = b""
        if CLOSES.search(answer, 0, end) or time.perf_counter() > self._tally.end:
            return False
        self._send()
        return True

    def _send(self) -> None:
        self._started = time.perf_counter()
        self._socket.sendall(self._request)


def load(task: Mapping[str, Any]) -> dict[str, float]:
    """Put the server under load for some seconds.

    It asks the system itself what has come: on the same machine as the servers, the time that an
    event loop would take is taken from all of them.
    """
    begin = time.perf_counter() + WARM_UP_SECONDS
    tally = Tally(begin=begin, end=begin + task["seconds"])
    last = tally.end + GRACE_SECONDS
    address, request = (task["host"], task["port"]), _request(task)
    connections: dict[int, Connection] = {}
    with select.epoll() as waiting:
        while (now := time.perf_counter()) < last and (connections or now < tally.end):
            while now < tally.end and len(connections) < task["clients"]:
                try:
                    connection = Connection(address, request, tally)
                except OSError:
                    tally.note(now, is_success=False)
                    time.sleep(RETRY_SECONDS)
                    break
                connections[connection.fileno()] = connection
                waiting.register(connection, select.EPOLLIN)
            for number, _ in waiting.poll(last - now if connections else 0):
                if not connections[number].goes_on():
                    connections.pop(number).close()
    for connection in connections.values():
        connection.close()
    return tally.found()


def _request(task: Mapping[str, Any]) -> bytes:
    body = task["body"].encode()
    head = (
        f"POST {task['path']} HTTP/1.1\r\nHost: {task['host']}\r\n"
        f"Content-Type: application/json\r\nAccept: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


if __name__ == "__main__":
    sys.stdout.write(json.dumps(load(json.load(sys.stdin))))

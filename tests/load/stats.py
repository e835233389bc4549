"""What was sent and received under load, and what of it must not be."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.load.findings import Findings
from tests.load.gateway import PATIENCE_SECONDS
from tests.load.http_client import NO_RESPONSE, Response

ALLOWANCE = 5.0
"""What a loaded machine may add to a time limit, in seconds."""
GROWTH = 0.25
SPARE = 16 * 1024
"""Memory is flat when it grows by no more than this share and these kilobytes."""
BUSY = HTTPStatus.SERVICE_UNAVAILABLE
LOST = HTTPStatus.INTERNAL_SERVER_ERROR
GATEWAY_LOST = b'{"message": "Internal Server Error"}'
SUCCESSES = (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED)


@dataclass(slots=True)
class Stats:
    """Shared by all threads, hence lists: to append is atomic. Memory in kilobytes."""

    responses: list[tuple[int, float]] = field(default_factory=list)
    """Status and seconds of each."""
    wrong: list[str] = field(default_factory=list)
    gateway_memory: list[int] = field(default_factory=list)
    spared_memory: list[int] = field(default_factory=list)
    largest_worker: int = 0
    stopped_workers: int = 0

    def count(self, response: Response) -> None:
        """Add a response."""
        self.responses.append((response.status, response.seconds))

    def check(self, found: Findings) -> None:
        """Add the figures of a load, and its faults."""
        statuses = Counter(status for status, _ in self.responses)
        seconds = [taken for _, taken in self.responses] or [0.0]
        found.figures |= {
            "requests": len(self.responses),
            "successes": sum(statuses[status] for status in SUCCESSES),
            "answered that the function was lost (500)": statuses[LOST],
            "asked to retry later (503)": statuses[BUSY],
            "without response": statuses[NO_RESPONSE],
            "workers killed or frozen": self.stopped_workers,
            "median response, ms": round(statistics.median(seconds) * 1000),
            "longest response, ms": round(max(seconds) * 1000),
            "gateway memory first and last, MB": _ends(self.gateway_memory),
            "a spared worker first and last, MB": _ends(self.spared_memory),
            "largest worker, MB": self.largest_worker // 1024,
        }
        found.add(self.wrong, most=20)
        found.require(any(statuses[status] for status in SUCCESSES), "no request succeeded")
        found.require(
            statuses[LOST] <= self.stopped_workers,
            f"{statuses[LOST]} requests lost by {self.stopped_workers} stopped workers",
        )
        found.require(
            max(seconds) < PATIENCE_SECONDS + ALLOWANCE,
            "a response came later than the gateway allows",
        )
        found.require(is_flat(self.gateway_memory), "the memory of the gateway grows")
        found.require(is_flat(self.spared_memory), "the memory of a worker grows")


def is_right(response: Response, known: Response) -> bool:
    """Whether it equals the response without load, or is a proper refusal."""
    return is_refusal(response) or (response.status, response.body) == (known.status, known.body)


def is_refusal(response: Response) -> bool:
    """Whether it says as it must that nothing was done, or that nothing is known."""
    if response.status == BUSY:
        return "retry-after" in response.headers
    return response.status == LOST and response.body == GATEWAY_LOST


def is_flat(memory: Sequence[int]) -> bool:
    """Whether the last is little more than the most of the first quarter.

    Workers start and caches fill in that quarter; afterwards nothing should grow.
    """
    if not memory:
        return True
    early = max(memory[: len(memory) // 4 + 1])
    return memory[-1] <= early * (1 + GROWTH) + SPARE


def _ends(memory: Sequence[int]) -> str:
    first, last = (memory[0], memory[-1]) if memory else (0, 0)
    return f"{first // 1024} {last // 1024}"

"""What was sent and what came back while the blows fell, and what of it must not have been."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from bench.soak.asking import NOTHING, Reply
from bench.soak.findings import Findings
from tools.gateway.functions import PATIENCE_SECONDS

ALLOWANCE = 5.0
"""What a busy machine may add to a time that is promised, in seconds."""
GROWTH = 0.25
SPARE = 16 * 1024
"""Memory is flat when it grows by no more than this share and these kilobytes."""
BUSY = HTTPStatus.SERVICE_UNAVAILABLE
LOST = HTTPStatus.INTERNAL_SERVER_ERROR
GATEWAY_LOST = b'{"message": "Internal Server Error"}'
GOOD = (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED)


@dataclass(slots=True)
class Tally:
    """Counts and times; memory in kilobytes."""

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    spared_memory: list[int] = field(default_factory=list)
    worker_memory: int = 0
    blows: int = 0

    def count(self, reply: Reply) -> None:
        """Take an answer over."""
        self.statuses[reply.status] += 1
        self.seconds.append(reply.seconds)


def is_right(reply: Reply, known: Reply) -> bool:
    """Whether it is the answer of before, or says that there is none."""
    return is_told_no(reply) or (reply.status, reply.body) == (known.status, known.body)


def is_told_no(reply: Reply) -> bool:
    """Whether it says that nothing was done, or that nothing is known, the way it must."""
    if reply.status == BUSY:
        return "retry-after" in reply.headers
    return reply.status == LOST and reply.body == GATEWAY_LOST


def judge(found: Findings, tally: Tally) -> None:
    """Take over the figures of a load, and what must not be."""
    sent, lost = sum(tally.statuses.values()), tally.statuses[LOST]
    found.figures |= {
        "calls": sent,
        "answered as without blows": sum(tally.statuses[status] for status in GOOD),
        "told that the function was lost (500)": lost,
        "told to come back (503)": tally.statuses[BUSY],
        "without answer": tally.statuses[NOTHING],
        "workers killed or frozen": tally.blows,
        "median answer, ms": round(statistics.median(tally.seconds or [0.0]) * 1000),
        "longest answer, ms": round(max(tally.seconds, default=0.0) * 1000),
        "gateway memory at first and last, MB": _ends(tally.memory),
        "a spared worker at first and last, MB": _ends(tally.spared_memory),
        "largest worker, MB": tally.worker_memory // 1024,
    }
    found.faults += tally.wrong[:20]
    found.must(any(tally.statuses[status] for status in GOOD), "no call was answered")
    found.must(lost <= tally.blows, f"{lost} calls lost by {tally.blows} blows")
    found.must(
        max(tally.seconds, default=0.0) < PATIENCE_SECONDS + ALLOWANCE,
        "an answer came later than the gateway allows",
    )
    found.must(is_flat(tally.memory), "the memory of the gateway grows")
    found.must(is_flat(tally.spared_memory), "the memory of a worker grows")


def is_flat(memory: Sequence[int]) -> bool:
    """Whether the last is no more than the most of the first quarter, and a little.

    The first workers and caches come first: flat is what follows.
    """
    if not memory:
        return True
    early = max(memory[: len(memory) // 4 + 1])
    return memory[-1] <= early * (1 + GROWTH) + SPARE


def _ends(memory: Sequence[int]) -> str:
    ends = (memory[0], memory[-1]) if memory else (0, 0)
    return " ".join(str(each // 1024) for each in ends)

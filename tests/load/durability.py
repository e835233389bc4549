"""Submissions that the service must not lose once it has accepted them.

Each is sent under its own idempotency key until it is accepted. A client that is asked to retry,
or that cannot know what happened, sends the same again with the same key, as the API description
asks; some give up. A client whose submission was accepted may send it again as well.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.load.http_client import Response, send
from tests.load.stats import SUCCESSES, Stats, is_refusal
from tests.support.examples import Call

TRIES = 4
ONE_IN_GIVES_UP = 4
ONE_IN_REPEATS = 8
PAUSE_SECONDS = (0.1, 0.5)


@dataclass(slots=True)
class Submission:
    """What is to be stored, and each response that accepted it.

    ``marker`` is in what is sent, and in nothing else that is sent.
    """

    marker: str
    call: Call
    headers: Callable[[], Mapping[str, str]]
    """Built for each try: a signature is valid for minutes only."""
    accepted: list[Response] = field(default_factory=list)

    def send(self, port: int) -> Response:
        """Try once; the response, which is kept if it accepts."""
        response = send(port, self.call, self.headers())
        if response.status in SUCCESSES:
            self.accepted.append(response)
        return response


@dataclass(slots=True)
class Submissions:
    """All of one kind, in the order in which they were sent first."""

    kind: str
    source: Iterator[Submission]
    sent: list[Submission] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def new(self) -> Submission:
        """The next one, for any thread."""
        with self._lock:
            submission = next(self.source)
            self.sent.append(submission)
            return submission

    @property
    def accepted(self) -> list[Submission]:
        """Those that must be stored."""
        return [each for each in self.sent if each.accepted]

    @property
    def refused(self) -> list[Submission]:
        """Those that no response accepted: they may be stored or not."""
        return [each for each in self.sent if not each.accepted]


def submit_until(
    end: float, port: int, submissions: Submissions, stats: Stats, rng: random.Random
) -> None:
    """One client, until that time of the monotonic clock."""
    while time.monotonic() < end:
        submission = submissions.new()
        for _ in range(TRIES):
            response = submission.send(port)
            stats.count(response)
            if response.status not in SUCCESSES and not is_refusal(response):
                wrong = f"{submissions.kind}: {response.status} {response.body[:80]!r}"
                stats.wrong.append(wrong)
            if not _tries_again(submission, rng):
                break
            time.sleep(rng.uniform(*PAUSE_SECONDS))
        time.sleep(rng.uniform(*PAUSE_SECONDS))


def _tries_again(submission: Submission, rng: random.Random) -> bool:
    """Rarely after it was accepted, mostly after it was refused."""
    if submission.accepted:
        return rng.randrange(ONE_IN_REPEATS) == 0
    return rng.randrange(ONE_IN_GIVES_UP) != 0

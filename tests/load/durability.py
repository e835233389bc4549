"""Things that the service promises to keep: each is sent under a key of its own, until it is told.

A client that is told to come back, or that nothing is known, sends the same once more with the same
key, as the contract asks; some give up. A client that was told yes may send it again as well.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.load.http_client import Reply, ask
from tests.load.stats import GOOD, Tally, is_told_no
from tests.support.contract_examples import Call

TRIES = 4
ONE_IN_GIVES_UP = 4
ONE_IN_ASKS_AGAIN = 8
PAUSE_SECONDS = (0.1, 0.5)


@dataclass(slots=True)
class Promise:
    """What was asked to be kept, and each yes that was said to it.

    ``mark`` stands in what was sent, and in nothing else that is sent.
    """

    mark: str
    call: Call
    headers: Callable[[], Mapping[str, str]]
    """Made anew for each try: a signature is of its second."""
    yes: list[Reply] = field(default_factory=list)

    @property
    def is_accepted(self) -> bool:
        """Whether anybody was told that it is kept."""
        return bool(self.yes)


@dataclass(slots=True)
class Promises:
    """All of one kind, in the order in which they were asked for."""

    kind: str
    make: Iterator[Promise]
    asked: list[Promise] = field(default_factory=list)

    @property
    def accepted(self) -> list[Promise]:
        """Those that must be there afterwards."""
        return [promise for promise in self.asked if promise.is_accepted]

    @property
    def only_refused(self) -> list[Promise]:
        """Those to which nobody ever said yes."""
        return [promise for promise in self.asked if not promise.is_accepted]


async def keep_asking(
    port: int, promises: Promises, tally: Tally, end: float, chance: random.Random
) -> None:
    """One client, until that time of the monotonic clock."""
    while time.monotonic() < end:
        promise = next(promises.make)
        promises.asked.append(promise)
        for _ in range(TRIES):
            reply = await ask(port, promise.call, promise.headers())
            tally.count(reply)
            if reply.status in GOOD:
                promise.yes.append(reply)
            elif not is_told_no(reply):
                tally.wrong.append(f"{promises.kind}: {reply.status} {reply.body[:80]!r}")
            if not _goes_on(promise, chance):
                break
            await asyncio.sleep(chance.uniform(*PAUSE_SECONDS))
        await asyncio.sleep(chance.uniform(*PAUSE_SECONDS))


def _goes_on(promise: Promise, chance: random.Random) -> bool:
    """Rarely once more after a yes, mostly once more after a no."""
    if promise.is_accepted:
        return chance.randrange(ONE_IN_ASKS_AGAIN) == 0
    return chance.randrange(ONE_IN_GIVES_UP) != 0


def shortened(faults: Iterable[str], most: int = 5) -> list[str]:
    """The first faults of a kind, and how many more there are."""
    every = list(faults)
    more = len(every) - most
    return every[:most] + ([f"... and {more} more of that kind"] if more > 0 else [])

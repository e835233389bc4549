"""One call of a function, from the queue to its result."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4


class InvocationFailed(Exception):
    """The function returned nothing; the message says why, for the log only."""


class Overloaded(Exception):
    """Too many calls are waiting already."""


@dataclass(slots=True)
class Invocation:
    """The event to hand over, and the future of the result."""

    event: bytes
    result: asyncio.Future[bytes]
    id: str = field(default_factory=lambda: str(uuid4()))

    def succeed(self, payload: bytes) -> None:
        """Deliver what the function returned, if somebody still waits for it."""
        if not self.result.done():
            self.result.set_result(payload)

    def fail(self, why: str) -> None:
        """End the call without a result."""
        if not self.result.done():
            self.result.set_exception(InvocationFailed(why))


def invocation_of(event: dict[str, Any]) -> Invocation:
    """A call with this event, to be awaited in the running loop."""
    payload = json.dumps(event, separators=(",", ":")).encode()
    return Invocation(event=payload, result=asyncio.get_running_loop().create_future())

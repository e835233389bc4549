"""One request to an address that is tried, what came back, and whether it is what must come."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class SmokeTestFailed(AssertionError):
    """A step did not end as it must; the message says what came instead."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; the names of its headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """The body as an object."""
        found: dict[str, Any] = json.loads(self.body)
        return found


def must(holds: bool, reply: Reply) -> None:
    """Go on where that holds of a reply.

    Raises:
        SmokeTestFailed: it does not.
    """
    if not holds:
        raise SmokeTestFailed(f"{reply.status} {reply.body[:300].decode('utf-8', 'replace')}")


def ask(  # noqa: PLR0913 - a request has all of these
    netloc: str,
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes | None = None,
    *,
    seconds: float,
    is_encrypted: bool = False,
) -> Reply:
    """The answer to one request, over a connection of its own, within that time."""
    kind = http.client.HTTPSConnection if is_encrypted else http.client.HTTPConnection
    connection = kind(netloc, timeout=seconds)
    try:
        connection.request(method, path, body, dict(headers))
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, found, response.read())
    finally:
        connection.close()

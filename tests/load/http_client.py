"""Sends one request over a connection of its own."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.load.gateway import HOST
from tests.support.examples import JSON, Call

TIMEOUT_SECONDS = 60.0
"""Longer than the gateway may take for any response."""
NO_RESPONSE = 0
"""The status of a request that got no response, or only a part of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A response: its status, its headers in lower case, its body, and how long it took."""

    status: int
    seconds: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def send(port: int, call: Call, headers: Mapping[str, str] | None = None) -> Response:
    """The response to an example request, with additional headers."""
    own = {"Host": HOST, "Connection": "close", "Accept-Language": "en"}
    own["Accept"] = f"{JSON}, application/problem+json, */*;q=0.1"
    if call.body:
        own["Content-Type"] = JSON
    start = time.perf_counter()
    connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request(call.method, call.path, call.body.encode(), own | dict(headers or {}))
        received = connection.getresponse()
        body = received.read()
    except (OSError, http.client.HTTPException):
        return Response(status=NO_RESPONSE, seconds=time.perf_counter() - start)
    finally:
        connection.close()
    return Response(
        status=received.status,
        seconds=time.perf_counter() - start,
        headers={name.lower(): value for name, value in received.getheaders()},
        body=body,
    )

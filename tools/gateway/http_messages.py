"""One HTTP request and one HTTP answer, as plain values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from time import time

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A complete request; header names are in lower case, ``path`` is still percent-encoded."""

    method: str
    path: str
    query: str = ""
    headers: Headers = ()
    body: bytes = b""
    peer: str = "127.0.0.1"
    protocol: str = "HTTP/1.1"

    def header(self, name: str) -> str | None:
        """The value of a header; repeated headers are joined with a comma, as the web does."""
        values = [value for key, value in self.headers if key == name]
        return ",".join(values) if values else None

    @property
    def keeps_alive(self) -> bool:
        """Whether the client wants to send more requests on the same connection."""
        wish = (self.header("connection") or "").lower()
        return "close" not in wish and (self.protocol == "HTTP/1.1" or "keep-alive" in wish)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A complete answer; its length, date and connection headers are added when it is sent."""

    status: int
    headers: Headers = ()
    body: bytes = b""

    @property
    def content_type(self) -> str:
        """The media type, without its parameters."""
        types = (value for name, value in self.headers if name.lower() == "content-type")
        return next(types, "").partition(";")[0].strip().lower()

    def with_headers(self, headers: Headers) -> Response:
        """The same answer with the given headers where it has none of that name."""
        names = {name.lower() for name, _ in self.headers}
        missing = tuple((name, value) for name, value in headers if name.lower() not in names)
        return Response(status=self.status, headers=self.headers + missing, body=self.body)


def message(status: int, headers: Headers = ()) -> Response:
    """The short JSON answer that an API gateway gives in its own name."""
    body = json.dumps({"message": reason(status)}).encode()
    return Response(
        status=status, headers=(("content-type", "application/json"), *headers), body=body
    )


def reason(status: int) -> str:
    """The reason phrase of a status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def encode(response: Response, *, head_only: bool, keep_alive: bool) -> bytes:
    """The bytes on the wire, head and body in one piece: two writes would wait for each other."""
    lines = [f"HTTP/1.1 {response.status} {reason(response.status)}"]
    lines += [f"{name}: {value}" for name, value in response.headers]
    if response.status not in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}:
        lines.append(f"content-length: {len(response.body)}")
    lines.append(f"date: {_date(int(time()))}")
    lines.append(f"connection: {'keep-alive' if keep_alive else 'close'}")
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
    return head if head_only else head + response.body


@lru_cache(maxsize=2)
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)

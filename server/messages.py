"""One HTTP request and one HTTP response, as plain values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A complete response; its length and date are added when it is sent.

    The names of headers are in lower case.
    """

    status: int
    headers: Headers = ()
    body: bytes = b""

    @property
    def content_type(self) -> str:
        """The media type, without its parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()

    def header(self, name: str) -> str:
        """The value of a header; empty where there is none."""
        return next((value for key, value in self.headers if key == name), "")

    def with_headers(self, headers: Headers) -> Response:
        """The same response with the given headers where it has none of that name."""
        own = dict(self.headers)
        missing = tuple([header for header in headers if header[0] not in own])
        return Response(status=self.status, headers=self.headers + missing, body=self.body)


def message(status: int, headers: Headers = ()) -> Response:
    """The short JSON response that an API gateway gives in its own name."""
    body = json.dumps({"message": HTTPStatus(status).phrase}).encode()
    return Response(
        status=status, headers=(("content-type", "application/json"), *headers), body=body
    )

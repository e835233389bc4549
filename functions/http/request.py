"""A request as the functions see it, whatever carried it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from functions.forms.echo import echo_path, truncate
from functions.forms.errors import FieldError, ParseErrorCode
from functions.http import negotiation
from functions.http.problem import Problem, Problems, unsupported

LARGEST_BODY = 64 * 1024
MOST_FIELDS = 1000
MOST_PARAMETERS = 50
"""So many parameters of a query are looked at: each unknown one is named in the answer."""
TRACE_ID = re.compile(r"[A-Za-z0-9_-]{1,36}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request. Header names in lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: str | bytes | None
    """The text, the bytes, or with ``is_base64`` what stands for them."""
    is_base64: bool = False
    caller: str = ""
    """The ARN of who signed the request, as the HTTP API checked it; empty where none did."""
    source: str = ""
    """The network address that the HTTP API was called from."""

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Request:
        """The request in an API Gateway event of version 2.0."""
        headers = event.get("headers") or {}
        return cls(
            method=event["requestContext"]["http"]["method"],
            path=event["rawPath"],
            query=event.get("rawQueryString") or "",
            headers={name.lower(): value for name, value in headers.items()},
            body=event.get("body"),
            is_base64=bool(event.get("isBase64Encoded")),
            caller=_caller(event),
            source=str(event["requestContext"]["http"].get("sourceIp") or ""),
        )

    @property
    def accept(self) -> str:
        """What the client says it can read."""
        return self.headers.get("accept", "")

    @property
    def language(self) -> str:
        """The language of ours that the client wants."""
        return negotiation.language(self.headers.get("accept-language", ""))

    @property
    def media_type(self) -> str:
        """The type of the body, without its parameters."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def related_trace_id(self) -> str | None:
        """The client's own trace id, if it is one."""
        trace_id = self.headers.get("belgov-trace-id", "")
        return trace_id if TRACE_ID.fullmatch(trace_id) else None

    @property
    def wants_page(self) -> bool:
        """Whether a problem is best shown as a page."""
        html = negotiation.quality(self.accept, negotiation.HTML)
        json = max(
            negotiation.quality(self.accept, media_type)
            for media_type in (negotiation.JSON, negotiation.PROBLEM)
        )
        is_form = self.media_type == negotiation.FORM and not self.looks_like_json
        return html > json or (is_form and html == json)

    @property
    def looks_like_json(self) -> bool:
        """Whether the body begins as an object of JSON, which no form of a page does."""
        try:
            return self._bytes().lstrip()[:1] == b"{"
        except (UnicodeEncodeError, binascii.Error):
            return False

    @property
    def opens_page(self) -> bool:
        """Whether a browser opens the address by itself."""
        return self.method in ("GET", "HEAD") and self.wants_page

    def must_accept(self, media_type: str) -> None:
        """Goes on where the client can read an answer of that type.

        Raises:
            Problem: it cannot.
        """
        if negotiation.quality(self.accept, media_type) == 0:
            raise Problem(Problems.NOT_ACCEPTABLE)

    def must_send(self, media_type: str) -> None:
        """Goes on where the body is of that type.

        Raises:
            Problem: it is of another one.
        """
        if self.media_type != media_type:
            raise unsupported(media_type)

    def content(self) -> bytes:
        """The bytes of the body.

        Raises:
            Problem: it is too large, or no text.
        """
        try:
            content = self._bytes()
        except (UnicodeEncodeError, binascii.Error) as unreadable:
            raise Problem(Problems.BAD_REQUEST) from unreadable
        if len(content) > LARGEST_BODY:
            raise Problem(Problems.TOO_LARGE)
        return content

    def _bytes(self) -> bytes:
        body = self.body or b""
        if self.is_base64:
            return base64.b64decode(body, validate=True)
        return body.encode() if isinstance(body, str) else body

    def text(self) -> str:
        """The text of the body.

        Raises:
            Problem: it is too large, not UTF-8, or in another character set.
        """
        charset = _charset(self.headers.get("content-type", ""))
        if charset not in ("", "utf-8", "utf8"):
            raise Problem(Problems.UNSUPPORTED)
        try:
            return self.content().decode()
        except UnicodeDecodeError as unreadable:
            issue = FieldError(path="", code=ParseErrorCode.NOT_UTF8)
            raise Problem(Problems.BAD_REQUEST, (issue,)) from unreadable

    def parameters(self, known: Collection[str] = ()) -> dict[str, str]:
        """The query parameters.

        Raises:
            Problem: one of them is not known, comes twice, or cannot be read.
        """
        if not self.query:
            return {}
        try:
            pairs = parse_qsl(
                self.query, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS
            )
        except ValueError as unreadable:
            raise Problem(Problems.BAD_REQUEST, where="query") from unreadable
        found: dict[str, str] = {}
        issues = []
        for name, value in pairs:
            code = ParseErrorCode.UNKNOWN if name not in known else ParseErrorCode.REPEATED
            if name not in known or name in found:
                issues.append(FieldError(path=echo_path(name), code=code, value=truncate(value)))
            found[name] = value
        if issues:
            raise Problem(Problems.BAD_REQUEST, issues, where="query")
        return found


def _caller(event: Mapping[str, Any]) -> str:
    """Who signed: only the HTTP API writes this part of an event, never a header or a body."""
    authorizer = event["requestContext"].get("authorizer") or {}
    return str((authorizer.get("iam") or {}).get("userArn") or "")


def _charset(content_type: str) -> str:
    """The character set that a content type names, in lower case."""
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return ""

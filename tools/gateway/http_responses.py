"""Reads what a function returns, with the rules by which an HTTP API completes it."""

from __future__ import annotations

import base64
import binascii
import json
from http import HTTPStatus
from typing import Any

from tools.gateway.http_messages import Headers, Response

# These belong to the connection, which is the gateway's.
_NOT_FORWARDED = {"connection", "content-length", "date", "keep-alive", "transfer-encoding"}
_STATUSES = range(200, 600)


class InvalidReply(Exception):
    """The function returned what no HTTP API can send on."""


def response_of(payload: bytes) -> Response:
    """The answer for a function's return value.

    Raises:
        InvalidReply: the value is not JSON, or its status, headers or body are malformed.
    """
    try:
        reply = json.loads(payload)
    except ValueError as error:
        raise InvalidReply("not JSON") from error
    if isinstance(reply, dict) and "statusCode" in reply:
        return _as_told(reply)
    body = reply if isinstance(reply, str) else json.dumps(reply, separators=(",", ":"))
    headers = (("content-type", "application/json"),)
    return Response(status=HTTPStatus.OK, headers=headers, body=body.encode())


def _as_told(reply: dict[str, Any]) -> Response:
    try:
        status = int(reply["statusCode"])
    except (TypeError, ValueError) as error:
        raise InvalidReply("statusCode is no number") from error
    if status not in _STATUSES:
        raise InvalidReply("statusCode is no HTTP status")
    headers = _headers(reply.get("headers") or {}) + _cookies(reply.get("cookies") or [])
    response = Response(status=status, headers=headers, body=_body(reply))
    return response.with_headers((("content-type", "text/plain;charset=UTF-8"),))


def _headers(headers: Any) -> Headers:
    if not isinstance(headers, dict):
        raise InvalidReply("headers is no object")
    return tuple(
        (_clean(name).lower(), _clean(value))
        for name, value in headers.items()
        if name.lower() not in _NOT_FORWARDED
    )


def _cookies(cookies: Any) -> Headers:
    if not isinstance(cookies, list):
        raise InvalidReply("cookies is no list")
    return tuple(("set-cookie", _clean(cookie)) for cookie in cookies)


def _clean(value: object) -> str:
    text = str(value)
    if any(character in text for character in "\r\n\0"):
        raise InvalidReply("a header holds a line break")
    return text


def _body(reply: dict[str, Any]) -> bytes:
    body = reply.get("body") or ""
    if not isinstance(body, str):
        raise InvalidReply("body is no text")
    if not reply.get("isBase64Encoded"):
        return body.encode()
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error as error:
        raise InvalidReply("body is no base64") from error

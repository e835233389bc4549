"""Turns what a function returns into a response, by the rules of an HTTP API."""

from __future__ import annotations

import base64
import binascii
import json
from http import HTTPStatus
from typing import Any

from server.messages import Headers, Response

# These belong to the connection, which is the gateway's.
_NOT_FORWARDED = {"connection", "content-length", "date", "keep-alive", "transfer-encoding"}
_STATUSES = range(200, 600)


class InvalidResponse(Exception):
    """The function returned what an HTTP API cannot send."""


def response_of(payload: bytes) -> Response:
    """The response for a function's return value.

    Raises:
        InvalidResponse: the value is not JSON, or its status, headers or body are malformed.
    """
    try:
        returned = json.loads(payload)
    except ValueError as error:
        raise InvalidResponse("not JSON") from error
    if isinstance(returned, dict) and "statusCode" in returned:
        return _with_status(returned)
    body = returned if isinstance(returned, str) else json.dumps(returned, separators=(",", ":"))
    headers = (("content-type", "application/json"),)
    return Response(status=HTTPStatus.OK, headers=headers, body=body.encode())


def _with_status(returned: dict[str, Any]) -> Response:
    try:
        status = int(returned["statusCode"])
    except (TypeError, ValueError) as error:
        raise InvalidResponse("statusCode is no number") from error
    if status not in _STATUSES:
        raise InvalidResponse("statusCode is no HTTP status")
    headers = _headers(returned.get("headers") or {}) + _cookies(returned.get("cookies") or [])
    response = Response(status=status, headers=headers, body=_body(returned))
    return response.with_headers((("content-type", "text/plain;charset=UTF-8"),))


def _headers(headers: Any) -> Headers:
    if not isinstance(headers, dict):
        raise InvalidResponse("headers is no object")
    return tuple(
        (_clean(name).lower(), _clean(value))
        for name, value in headers.items()
        if name.lower() not in _NOT_FORWARDED
    )


def _cookies(cookies: Any) -> Headers:
    if not isinstance(cookies, list):
        raise InvalidResponse("cookies is no list")
    return tuple(("set-cookie", _clean(cookie)) for cookie in cookies)


def _clean(value: object) -> str:
    text = str(value)
    if any(character in text for character in "\r\n\0"):
        raise InvalidResponse("a header holds a line break")
    return text


def _body(returned: dict[str, Any]) -> bytes:
    body = returned.get("body") or ""
    if not isinstance(body, str):
        raise InvalidResponse("body is no text")
    if not returned.get("isBase64Encoded"):
        return body.encode()
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error as error:
        raise InvalidResponse("body is no base64") from error

"""Writes a request as the event (payload format 2.0) that an HTTP API hands to a function."""

from __future__ import annotations

import base64
import secrets
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, unquote
from uuid import uuid4

from server.messages import Request
from tools.aws_emulator.ministack import ACCOUNT
from tools.gateway.routes import Match

API = "local"
_TEXT_TYPES = {"application/json", "application/xml", "application/javascript"}

Event = dict[str, Any]


def event_of(request: Request, match: Match, port: int) -> Event:
    """The event, with the fields that AWS documents and leaves out when they are empty."""
    now = datetime.now(UTC)
    path = unquote(request.path)  # an HTTP API hands the path over decoded
    event: Event = {
        "version": "2.0",
        "routeKey": match.key,
        "rawPath": path,
        "rawQueryString": request.query,
        "headers": _headers(request, port),
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": API,
            "domainName": (request.header("host") or "localhost").partition(":")[0],
            "domainPrefix": API,
            "http": {
                "method": request.method,
                "path": path,
                "protocol": request.protocol,
                "sourceIp": request.peer,
                "userAgent": request.header("user-agent") or "",
            },
            "requestId": str(uuid4()),
            "routeKey": match.key,
            "stage": "$default",
            "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "timeEpoch": int(now.timestamp() * 1000),
        },
        "isBase64Encoded": False,
    }
    if match.parameters:
        event["pathParameters"] = match.parameters
    if request.query:
        event["queryStringParameters"] = _query(request.query)
    if cookies := _cookies(request):
        event["cookies"] = cookies
    if request.body:
        event |= _body(request)
    return event


def _headers(request: Request, port: int) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in request.headers:
        if name != "cookie":
            headers[name] = f"{headers[name]},{value}" if name in headers else value
    via = headers.get("x-forwarded-for")
    headers["x-forwarded-for"] = f"{via}, {request.peer}" if via else request.peer
    headers["x-forwarded-port"] = str(port)
    headers["x-forwarded-proto"] = "http"
    headers.setdefault("x-amzn-trace-id", f"Root=1-{secrets.token_hex(4)}-{secrets.token_hex(12)}")
    return headers


def _cookies(request: Request) -> list[str]:
    lines = [value for name, value in request.headers if name == "cookie"]
    return [cookie.strip() for line in lines for cookie in line.split(";") if cookie.strip()]


def _query(query: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        values[name] = f"{values[name]},{value}" if name in values else value
    return values


def _body(request: Request) -> Event:
    """The body as text only where AWS does so: a form's body comes in base64."""
    kind = (request.header("content-type") or "").partition(";")[0].strip().lower()
    if kind.startswith("text/") or kind in _TEXT_TYPES:
        try:
            return {"body": request.body.decode("utf-8"), "isBase64Encoded": False}
        except UnicodeDecodeError:
            pass
    return {"body": base64.b64encode(request.body).decode("ascii"), "isBase64Encoded": True}

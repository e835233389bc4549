"""Asks one thing over a connection of its own, and says what came back, or that nothing did."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bench.soak.operations import JSON, Call
from tools.dev.port import HOST

PATIENCE = 60.0
"""Longer than the gateway may take for any answer, in seconds."""
NOTHING = 0
"""The status of a call that got no answer at all."""
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer: its status, its headers in lower case, its body, and how long it took."""

    status: int
    seconds: float
    headers: Mapping[str, str]
    body: bytes


async def ask(port: int, call: Call, headers: Mapping[str, str] = NO_HEADERS) -> Reply:
    """The answer to a call, with some headers more; a status of 0 when there was none."""
    start = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            raw = await _exchange(port, call, headers)
    except (OSError, TimeoutError):
        raw = b""
    return _reply(raw, time.perf_counter() - start)


async def _exchange(port: int, call: Call, headers: Mapping[str, str]) -> bytes:
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        writer.write(_request(call, headers))
        await writer.drain()
        return await reader.read()
    finally:
        writer.close()


def _request(call: Call, headers: Mapping[str, str]) -> bytes:
    body = call.body.encode()
    lines = [
        f"{call.method} {call.path} HTTP/1.1",
        f"host: {HOST}",
        "connection: close",
        f"accept: {JSON}, application/problem+json, */*;q=0.1",
        "accept-language: en",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    if body:
        lines += [f"content-type: {JSON}", f"content-length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _reply(raw: bytes, seconds: float) -> Reply:
    head, found, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split()
    headers = {
        name.lower(): value.strip() for name, _, value in (li.partition(":") for li in lines)
    }
    is_whole = len(words) > 1 and bool(found) and len(body) == int(headers["content-length"])
    status = int(words[1]) if is_whole else NOTHING
    return Reply(status=status, seconds=seconds, headers=headers, body=body)

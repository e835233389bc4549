"""Reads one HTTP/1.1 request from a stream, and refuses what is malformed or too large."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from http import HTTPStatus

from tools.gateway.http_messages import Headers

HEAD_BYTES = 32 * 1024
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105 - the RFC 9110 name of a word, no secret
_REQUEST_LINE = re.compile(rf"({_TOKEN}) (/[\x21-\x7e]*) (HTTP/1\.[01])")
_HEADER_NAME = re.compile(_TOKEN)
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_LENGTH = re.compile(r"[0-9]{1,12}")
_CHUNK_LENGTH = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")


class Refused(Exception):
    """The request cannot be read; the answer has this status and the connection closes."""

    def __init__(self, status: HTTPStatus) -> None:
        """``status`` is what the client is told."""
        super().__init__(status.phrase)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Request line and headers."""

    method: str
    path: str
    query: str
    protocol: str
    headers: Headers

    def one(self, name: str) -> str | None:
        """The value of a header that may be given once; two different values are refused."""
        values = {value for key, value in self.headers if key == name}
        if len(values) > 1:
            raise Refused(HTTPStatus.BAD_REQUEST)
        return values.pop() if values else None


async def read_head(reader: asyncio.StreamReader) -> Head | None:
    """The head of the next request, or None if the client has hung up."""
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    except asyncio.LimitOverrunError as error:
        raise Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE) from error
    return parse_head(raw)


def parse_head(raw: bytes) -> Head:
    """The head in typed form."""
    first, *rest = raw.decode("latin-1").strip("\r\n").split("\r\n")
    line = _REQUEST_LINE.fullmatch(first)
    if line is None:
        raise Refused(HTTPStatus.BAD_REQUEST)
    method, target, protocol = line.groups()
    path, _, query = target.partition("#")[0].partition("?")
    headers = tuple(_header(line) for line in rest)
    head = Head(method=method, path=path, query=query, protocol=protocol, headers=headers)
    if protocol == "HTTP/1.1" and head.one("host") is None:
        raise Refused(HTTPStatus.BAD_REQUEST)
    return head


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not _HEADER_NAME.fullmatch(name) or _CONTROL.search(value):
        raise Refused(HTTPStatus.BAD_REQUEST)
    return name.lower(), value.strip(" \t")


async def read_body(reader: asyncio.StreamReader, head: Head, limit: int) -> bytes:
    """The body that the head announces, of at most ``limit`` bytes."""
    encoding = head.one("transfer-encoding")
    length = head.one("content-length")
    try:
        if encoding is not None:
            # Both at once is how requests are smuggled past a gateway (RFC 9112, 6.1).
            if length is not None:
                raise Refused(HTTPStatus.BAD_REQUEST)
            if encoding.lower() != "chunked":
                raise Refused(HTTPStatus.NOT_IMPLEMENTED)
            return await _read_chunks(reader, limit)
        if length is None:
            return b""
        return await reader.readexactly(_length(length, limit))
    except asyncio.IncompleteReadError as error:
        raise Refused(HTTPStatus.BAD_REQUEST) from error


def _length(text: str, limit: int) -> int:
    if not _LENGTH.fullmatch(text):
        raise Refused(HTTPStatus.BAD_REQUEST)
    if int(text) > limit:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return int(text)


async def _read_chunks(reader: asyncio.StreamReader, limit: int) -> bytes:
    body = bytearray()
    while size := await _chunk_size(reader):
        if len(body) + size > limit:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body += await reader.readexactly(size)
        if await reader.readexactly(2) != b"\r\n":
            raise Refused(HTTPStatus.BAD_REQUEST)
    trailers = 0
    while (line := await _line(reader)) != b"\r\n":
        trailers += len(line)
        if trailers > HEAD_BYTES:
            raise Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    return bytes(body)


async def _chunk_size(reader: asyncio.StreamReader) -> int:
    size = _CHUNK_LENGTH.fullmatch(await _line(reader))
    if size is None:
        raise Refused(HTTPStatus.BAD_REQUEST)
    return int(size[1], 16)


async def _line(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n")
    except asyncio.LimitOverrunError as error:
        raise Refused(HTTPStatus.BAD_REQUEST) from error

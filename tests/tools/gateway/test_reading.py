from __future__ import annotations

import asyncio

import pytest

from tools.gateway.reading import Refused, parse_head, read_body

HOST = b"Host: a\r\n"


def body_of(headers: bytes, sent: bytes, limit: int = 100) -> bytes:
    async def read() -> bytes:
        reader = asyncio.StreamReader()
        reader.feed_data(sent)
        reader.feed_eof()
        head = parse_head(b"POST / HTTP/1.1\r\n" + HOST + headers + b"\r\n\r\n")
        return await read_body(reader, head, limit)

    return asyncio.run(read())


def test_a_head_is_taken_apart():
    head = parse_head(b"GET /a%20b?c=d HTTP/1.1\r\nHost: a\r\nX-One:  two \r\n\r\n")
    assert (head.method, head.path, head.query) == ("GET", "/a%20b", "c=d")
    assert head.headers == (("host", "a"), ("x-one", "two"))


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/2.0\r\n" + HOST,
        b"GET http://a/ HTTP/1.1\r\n" + HOST,
        b"GET /\xc3\xa9 HTTP/1.1\r\n" + HOST,
        b"GET  / HTTP/1.1\r\n" + HOST,
        b"GET / HTTP/1.1\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"Name : a\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b" folded\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"Name: a\x00b\r\n",
        b"\x16\x03\x01\r\n",
    ],
)
def test_a_malformed_head_is_refused(raw):
    with pytest.raises(Refused) as refused:
        parse_head(raw + b"\r\n")
    assert refused.value.status == 400


def test_a_body_has_the_length_that_was_announced():
    assert body_of(b"Content-Length: 3", b"abcd") == b"abc"


def test_a_body_in_chunks_is_put_together():
    sent = b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: x\r\n\r\n"
    assert body_of(b"Transfer-Encoding: chunked", sent) == b"abcde"


@pytest.mark.parametrize(
    ("headers", "sent", "status"),
    [
        (b"Content-Length: 101", b"", 413),
        (b"Content-Length: -1", b"", 400),
        (b"Content-Length: 1\r\nContent-Length: 2", b"ab", 400),
        (b"Content-Length: 9", b"ab", 400),
        (b"Content-Length: 3\r\nTransfer-Encoding: chunked", b"0\r\n\r\n", 400),
        (b"Transfer-Encoding: gzip", b"", 501),
        (b"Transfer-Encoding: chunked", b"ffff\r\n", 413),
        (b"Transfer-Encoding: chunked", b"xyz\r\n", 400),
        (b"Transfer-Encoding: chunked", b"2\r\nabc\r\n", 400),
        (b"Transfer-Encoding: chunked", b"2\r\na", 400),
    ],
)
def test_a_body_that_is_too_large_or_malformed_is_refused(headers, sent, status):
    with pytest.raises(Refused) as refused:
        body_of(headers, sent)
    assert refused.value.status == status

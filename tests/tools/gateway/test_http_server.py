"""What is added to uvicorn: limits of size and time, and a clean end."""

from __future__ import annotations

import asyncio
import socket

import pytest

from server.asgi import Limits
from server.messages import Response
from server.protocol import Protocol
from tools.gateway.http_server import Server

HEAD = b"POST /a%20b?c=d HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"


async def echo(request):
    return Response(status=200, body=f"{request.path} {request.query} ".encode() + request.body)


def talk(sent: bytes, limits: Limits | None = None, head_seconds: float = 30.0) -> bytes:
    async def exchange() -> bytes:
        server = Server(echo, limits, head_seconds)
        reader, writer = await asyncio.open_connection("127.0.0.1", await server.start(0))
        try:
            writer.write(sent)
            async with asyncio.timeout(5):
                return await reader.read()
        finally:
            writer.close()
            await server.stop()

    return asyncio.run(exchange())


@pytest.mark.parametrize(
    "body",
    [
        b"Content-Length: 5\r\n\r\nabcde",
        b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: x\r\n\r\n",
    ],
)
def test_request_with_body_reaches_handler_as_sent(body):
    assert talk(HEAD + body).endswith(b"\r\n\r\n/a%20b c=d abcde")


@pytest.mark.parametrize(
    "head",
    [
        b"OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n",
        b"GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nName: a\x00b\r\n",
        HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n",
        b"\x16\x03\x01\r\n",
    ],
)
def test_malformed_head_is_bad_request(head):
    assert talk(head + b"\r\n").startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "body",
    [
        b"Content-Length: 101\r\n\r\n" + b"x" * 101,
        b"Transfer-Encoding: chunked\r\n\r\n65\r\n" + b"x" * 101 + b"\r\n0\r\n\r\n",
    ],
)
def test_body_over_limit_is_refused(body):
    assert talk(HEAD + body, Limits(body_bytes=100)).startswith(b"HTTP/1.1 413 ")


def test_client_that_never_ends_its_head_is_dropped():
    assert talk(b"GET / HTTP/1.1\r\nHost: a\r\n", head_seconds=0.1) == b""


def test_client_that_never_ends_its_body_times_out():
    received = talk(HEAD + b"Content-Length: 9\r\n\r\nx", Limits(body_seconds=0.1))
    assert received.startswith(b"HTTP/1.1 408 ")


def test_handler_that_fails_is_500_and_its_text_is_not_sent():
    async def fail(_):
        raise ValueError("confidential")

    async def ask():
        server = Server(fail)
        reader, writer = await asyncio.open_connection("127.0.0.1", await server.start(0))
        writer.write(HEAD + b"\r\n")
        received = await reader.read()
        await server.stop()
        return received

    received = asyncio.run(ask())
    assert received.startswith(b"HTTP/1.1 500 ")
    assert b"confidential" not in received


def test_stop_ends_request_that_is_still_at_work():
    async def never(_):
        await asyncio.Event().wait()

    async def ask():
        server = Server(never)
        reader, writer = await asyncio.open_connection("127.0.0.1", await server.start(0))
        writer.write(HEAD + b"\r\n")
        await asyncio.sleep(0.1)
        async with asyncio.timeout(5):
            await server.stop(grace=0.1)
            return await reader.read()

    assert asyncio.run(ask()).startswith(b"HTTP/1.1 503 ")


def test_connection_sends_without_waiting_for_acknowledgements(monkeypatch):
    seen = []

    class Noted(Protocol):
        def connection_made(self, transport):
            super().connection_made(transport)
            connected = transport.get_extra_info("socket")
            seen.append(connected.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    monkeypatch.setattr("tools.gateway.http_server.Protocol", Noted)
    talk(HEAD + b"\r\n")
    assert seen == [1]

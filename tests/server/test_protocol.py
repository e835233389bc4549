"""One connection without a socket: what its client sends, and what is written to it."""

from __future__ import annotations

import asyncio
import functools
import logging

import pytest
import uvicorn
from uvicorn.server import ServerState

from server.messages import Response
from server.protocol import HEAD_BYTES, Application, Limits, Protocol

GET = b"GET /%b HTTP/1.1\r\nHost: a\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
A, B = GET % b"a", GET % b"b"


class Wire(asyncio.Transport):
    """What a protocol does with a connection."""

    def __init__(self, peer="192.0.2.1"):
        super().__init__({"peername": (peer, 1)})
        self.written = []
        self.is_closed = False
        self.is_read = True

    def write(self, data):
        self.written.append(data)

    def close(self):
        self.is_closed = True

    def is_closing(self):
        return self.is_closed

    def pause_reading(self):
        self.is_read = False

    def resume_reading(self):
        self.is_read = True

    def statuses(self):
        return [int(data.split()[1]) for data in self.written]

    def bodies(self):
        return [data.partition(b"\r\n\r\n")[2] for data in self.written]


def echo(request):
    return Response(status=200, body=request.path.encode() + request.body)


def connected(handler=echo, wire=None, limits=None, idle_seconds=30.0):
    """A protocol and its connection."""
    config = uvicorn.Config(
        Application(handler, limits or Limits()),
        http=Protocol,
        interface="asgi3",
        ws="none",
        log_config=None,
        timeout_keep_alive=idle_seconds,
    )
    config.load()
    wire = wire or Wire()
    protocol = Protocol(config, ServerState(), {})
    protocol.connection_made(wire)
    return protocol, wire


class Slow:
    """Answers each request when it is told to."""

    def __init__(self):
        self.begun = []
        self.may_end = asyncio.Event()

    def __call__(self, request):
        self.begun.append(request.path)
        return self.end(request)

    async def end(self, request):
        await self.may_end.wait()
        return echo(request)


def in_loop(test):
    """Run a test in an event loop of its own."""

    @functools.wraps(test)
    def run(*given, **named):
        asyncio.run(test(*given, **named))

    return run


async def turns():
    """Let everything happen that is due."""
    for _ in range(20):
        await asyncio.sleep(0)


@in_loop
async def test_answer_is_written_at_once_with_its_body():
    protocol, wire = connected()
    protocol.data_received(A)
    assert wire.bodies() == [b"/a"]


@in_loop
async def test_request_in_pieces_is_one_request():
    protocol, wire = connected()
    for byte in POST + b"\r\nxy":
        protocol.data_received(bytes([byte]))
    assert wire.bodies() == [b"/xy"]


@in_loop
async def test_requests_at_once_are_answered_in_order():
    protocol, wire = connected()
    protocol.data_received(A + B + A)
    await turns()
    assert wire.bodies() == [b"/a", b"/b", b"/a"]
    assert wire.is_read


@in_loop
async def test_requests_at_once_leave_turns_to_other_connections():
    protocol, wire = connected()
    protocol.data_received(A + B)
    assert (wire.bodies(), wire.is_read) == ([b"/a"], False)


@in_loop
async def test_request_waits_for_slow_answer_before_it():
    slow = Slow()
    protocol, wire = connected(slow)
    protocol.data_received(A + B)
    await turns()
    assert (slow.begun, wire.is_read) == (["/a"], False)
    slow.may_end.set()
    await turns()
    assert (wire.bodies(), wire.is_read) == ([b"/a", b"/b"], True)


@in_loop
async def test_nothing_is_answered_while_client_does_not_read():
    protocol, wire = connected()
    protocol.pause_writing()
    protocol.data_received(A)
    assert (wire.written, wire.is_read) == ([], False)
    protocol.resume_writing()
    assert (wire.bodies(), wire.is_read) == ([b"/a"], True)


@in_loop
async def test_head_request_gets_length_without_body():
    protocol, wire = connected()
    protocol.data_received(b"HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n")
    assert b"\r\ncontent-length: 2\r\n" in wire.written[0]
    assert wire.bodies() == [b""]


@in_loop
async def test_not_modified_has_neither_length_nor_body():
    protocol, wire = connected(lambda _: Response(status=304))
    protocol.data_received(A)
    assert b"content-length" not in wire.written[0]
    assert not wire.is_closed


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n",
    ],
)
@in_loop
async def test_connection_ends_where_client_says_so_or_goes_on_otherwise(request_head):
    protocol, wire = connected()
    protocol.data_received(request_head)
    assert b"\r\nconnection: close\r\n" in wire.written[0]
    assert wire.is_closed


@in_loop
async def test_connection_stays_open_otherwise():
    protocol, wire = connected()
    protocol.data_received(A)
    assert not wire.is_closed


@in_loop
async def test_client_that_waits_before_its_body_is_told_to_send_it():
    protocol, wire = connected()
    protocol.data_received(POST + b"Expect: 100-Continue\r\n\r\n")
    assert wire.statuses() == [100]
    protocol.data_received(b"xy")
    assert wire.statuses() == [100, 200]


@in_loop
async def test_header_of_two_lines_is_not_sent(caplog):
    headers = (("location", "/\r\nset-cookie: a=b"),)
    protocol, wire = connected(lambda _: Response(status=303, headers=headers))
    with caplog.at_level(logging.CRITICAL):
        protocol.data_received(A)
    assert wire.statuses() == [500]
    assert b"set-cookie" not in wire.written[0]


@pytest.mark.parametrize(
    ("peer", "seen"), [("127.0.0.1", b"198.51.100.7"), ("192.0.2.1", b"192.0.2.1")]
)
@in_loop
async def test_address_of_client_is_taken_from_trusted_proxy_alone(peer, seen):
    def address(request):
        return Response(status=200, body=request.peer.encode())

    protocol, wire = connected(address, Wire(peer))
    protocol.data_received(b"GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.7\r\n\r\n")
    assert wire.bodies() == [seen]


@pytest.mark.parametrize(("end", "status"), [(b"\r\n\r\n", 400), (b"", 431)])
@in_loop
async def test_head_that_is_too_long_is_refused(end, status):
    protocol, wire = connected()
    protocol.data_received(b"GET / HTTP/1.1\r\nName: " + b"x" * (HEAD_BYTES + 1) + end)
    assert (wire.statuses(), wire.is_closed) == ([status], True)


@in_loop
async def test_body_is_kept_as_far_as_handler_needs_it():
    protocol, wire = connected(limits=Limits(kept_bytes=1))
    protocol.data_received(POST + b"\r\nxy")
    assert wire.bodies() == [b"/x"]


@in_loop
async def test_connection_without_request_ends_after_its_time():
    _, wire = connected(idle_seconds=0.01)
    await asyncio.sleep(0.1)
    assert (wire.written, wire.is_closed) == ([], True)


@in_loop
async def test_connection_with_slow_answer_outlasts_the_time_between_requests():
    slow = Slow()
    protocol, wire = connected(slow, idle_seconds=0.01)
    protocol.data_received(A)
    await asyncio.sleep(0.1)
    assert not wire.is_closed
    slow.may_end.set()
    await turns()
    assert wire.bodies() == [b"/a"]


@in_loop
async def test_slow_answer_is_sent_before_connection_ends_for_late_body():
    slow = Slow()
    protocol, wire = connected(slow, limits=Limits(body_seconds=0.01))
    protocol.data_received(A + POST + b"\r\nx")
    await asyncio.sleep(0.1)
    assert (wire.written, wire.is_closed) == ([], False)
    slow.may_end.set()
    await turns()
    assert (wire.bodies(), wire.is_closed) == ([b"/a"], True)


@in_loop
async def test_end_of_server_closes_idle_connection():
    protocol, wire = connected()
    protocol.shutdown()
    assert wire.is_closed


@in_loop
async def test_end_of_server_waits_for_answer_that_has_begun():
    slow = Slow()
    protocol, wire = connected(slow)
    protocol.data_received(A)
    protocol.shutdown()
    assert not wire.is_closed
    slow.may_end.set()
    await turns()
    assert b"\r\nconnection: close\r\n" in wire.written[0]
    assert wire.is_closed


@in_loop
async def test_answer_for_client_that_has_gone_is_dropped():
    slow = Slow()
    protocol, wire = connected(slow)
    protocol.data_received(A)
    wire.close()
    protocol.connection_lost(None)
    slow.may_end.set()
    await turns()
    assert (wire.written, protocol.connections) == ([], set())


@in_loop
async def test_failure_of_slow_answer_is_500_and_its_text_is_not_sent(caplog):
    async def fail(_):
        raise OSError("confidential")

    protocol, wire = connected(fail)
    with caplog.at_level(logging.CRITICAL):
        protocol.data_received(A)
        await turns()
    assert wire.statuses() == [500]
    assert b"confidential" not in wire.written[0]

"""Time limits, made short: nobody waits ten seconds for a test."""

from __future__ import annotations

import asyncio

import pytest

from infra.local.fleet import Fleet
from infra.local.invocation import InvocationFailed
from infra.local.messages import Response
from infra.local.server import Limits, Server
from infra.local.worker import Place


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "functions" / "handlers"
    folder.mkdir(parents=True)
    (folder / "slow.py").write_text(
        "import time\n"
        "def handler(event, context):\n"
        "    time.sleep(event['seconds'])\n"
        "    return 1\n"
    )
    return Place(root=tmp_path, pages=tmp_path, memory_mb=512, region="eu-central-1")


def test_a_call_that_takes_too_long_fails_and_the_next_one_succeeds(place):
    async def calls():
        fleet = Fleet("slow", place, timeout=0.4, workers=1)
        try:
            with pytest.raises(InvocationFailed, match=r"no answer within 0\.4 s"):
                await fleet.call({"seconds": 5})
            return await fleet.call({"seconds": 0})
        finally:
            await fleet.stop()

    assert asyncio.run(calls()) == b"1"


def test_a_call_at_work_is_finished_before_the_workers_end(place):
    async def calls():
        fleet = Fleet("slow", place, timeout=5, workers=1)
        call = asyncio.create_task(fleet.call({"seconds": 0.3}))
        await asyncio.sleep(0.1)
        await fleet.drain(5)
        await fleet.stop()
        return await call

    assert asyncio.run(calls()) == b"1"


def test_waiting_calls_go_to_the_fleet_that_takes_over(place):
    async def calls():
        old = Fleet("slow", place, timeout=5, workers=0)
        new = Fleet("slow", place, timeout=5, workers=1)
        call = asyncio.create_task(old.call({"seconds": 0}))
        await asyncio.sleep(0)
        old.hand_over(new)
        new.warm()
        try:
            return await call
        finally:
            await new.stop()

    assert asyncio.run(calls()) == b"1"


def test_a_second_worker_starts_only_when_the_first_is_at_work(place):
    async def calls():
        fleet = Fleet("slow", place, timeout=5, workers=2)
        await fleet.call({"seconds": 0})
        await asyncio.sleep(0.05)
        await fleet.call({"seconds": 0})
        alone = len(fleet._slots)
        await asyncio.gather(*(fleet.call({"seconds": 0.2}) for _ in range(2)))
        both = len(fleet._slots)
        await fleet.stop()
        return alone, both

    assert asyncio.run(calls()) == (1, 2)


async def _hello(_):
    return Response(status=200, body=b"hello")


async def _say(limits: Limits, sent: bytes) -> bytes:
    server = Server(_hello, limits)
    port = await server.start(0)
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        async with asyncio.timeout(5):
            received = await reader.read()
        writer.close()
        return received
    finally:
        await server.stop()


def test_a_client_that_never_ends_its_head_is_dropped():
    received = asyncio.run(_say(Limits(head_seconds=0.1), b"GET / HTTP/1.1\r\nHost: a\r\n"))
    assert received == b""


def test_a_client_that_never_ends_its_body_is_told_so():
    sent = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx"
    limits = Limits(body_seconds=0.1, linger_seconds=0.1)
    assert asyncio.run(_say(limits, sent)).startswith(b"HTTP/1.1 408 ")

"""Time limits, made short: nobody waits ten seconds for a test."""

from __future__ import annotations

import asyncio

import pytest

from tools.gateway.http_messages import Response
from tools.gateway.http_server import Limits, Server
from tools.gateway.invocation import InvocationFailed
from tools.gateway.worker import WorkerConfig
from tools.gateway.worker_pool import WorkerPool


@pytest.fixture
def config(tmp_path):
    folder = tmp_path / "functions" / "slow"
    folder.mkdir(parents=True)
    (folder / "handler.py").write_text(
        "import time\n"
        "def handler(event, context):\n"
        "    time.sleep(event['seconds'])\n"
        "    return 1\n"
    )
    return WorkerConfig(root=tmp_path, pages=tmp_path, memory_mb=512, region="eu-central-1")


def test_a_call_that_takes_too_long_fails_and_the_next_one_succeeds(config):
    async def calls():
        pool = WorkerPool("slow", config, timeout=0.4, workers=1)
        try:
            with pytest.raises(InvocationFailed, match=r"no answer within 0\.4 s"):
                await pool.call({"seconds": 5})
            return await pool.call({"seconds": 0})
        finally:
            await pool.stop()

    assert asyncio.run(calls()) == b"1"


def test_a_call_at_work_is_finished_before_the_workers_end(config):
    async def calls():
        pool = WorkerPool("slow", config, timeout=5, workers=1)
        call = asyncio.create_task(pool.call({"seconds": 0.3}))
        await asyncio.sleep(0.1)
        await pool.drain(5)
        await pool.stop()
        return await call

    assert asyncio.run(calls()) == b"1"


def test_waiting_calls_go_to_the_fleet_that_takes_over(config):
    async def calls():
        old = WorkerPool("slow", config, timeout=5, workers=0)
        new = WorkerPool("slow", config, timeout=5, workers=1)
        call = asyncio.create_task(old.call({"seconds": 0}))
        await asyncio.sleep(0)
        old.hand_over(new)
        new.warm()
        try:
            return await call
        finally:
            await new.stop()

    assert asyncio.run(calls()) == b"1"


def test_a_second_worker_starts_only_when_the_first_is_at_work(config):
    async def calls():
        pool = WorkerPool("slow", config, timeout=5, workers=2)
        await pool.call({"seconds": 0})
        await asyncio.sleep(0.05)
        await pool.call({"seconds": 0})
        alone = len(pool._slots)
        await asyncio.gather(*(pool.call({"seconds": 0.2}) for _ in range(2)))
        both = len(pool._slots)
        await pool.stop()
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

"""Time limits, made short: nobody waits ten seconds for a test."""

from __future__ import annotations

import asyncio

import pytest

from tools.gateway.invocation import InvocationFailed
from tools.gateway.worker import WorkerConfig
from tools.gateway.worker_pool import WorkerPool


@pytest.fixture
def config(tmp_path):
    folder = tmp_path / "functions" / "handlers"
    folder.mkdir(parents=True)
    (folder / "slow.py").write_text(
        "import time\n"
        "def handler(event, context):\n"
        "    time.sleep(event['seconds'])\n"
        "    return 1\n"
    )
    return WorkerConfig(root=tmp_path, pages=tmp_path, memory_mb=512, region="eu-central-1")


def test_call_over_deadline_fails_and_next_succeeds(config):
    async def calls():
        pool = WorkerPool("slow", config, timeout=0.4, workers=1)
        try:
            with pytest.raises(InvocationFailed, match=r"no answer within 0\.4 s"):
                await pool.call({"seconds": 5})
            return await pool.call({"seconds": 0})
        finally:
            await pool.stop()

    assert asyncio.run(calls()) == b"1"


def test_drain_lets_running_call_finish(config):
    async def calls():
        pool = WorkerPool("slow", config, timeout=5, workers=1)
        call = asyncio.create_task(pool.call({"seconds": 0.3}))
        await asyncio.sleep(0.1)
        await pool.drain(5)
        await pool.stop()
        return await call

    assert asyncio.run(calls()) == b"1"


def test_waiting_calls_are_handed_over_to_next_pool(config):
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


def test_second_worker_starts_only_when_first_is_busy(config):
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

"""The workers of one function, and the calls that wait for them."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from tools.gateway.invocation import Invocation, Overloaded, invocation_of
from tools.gateway.runtime_api import Task
from tools.gateway.worker import Worker, WorkerConfig

LOGGER = logging.getLogger("server")
WAITING_CALLS = 100


class WorkerPool:
    """Starts a worker when it is needed, and a new one when one ends."""

    def __init__(self, name: str, config: WorkerConfig, *, timeout: float, workers: int) -> None:
        """Prepare; ``warm`` or the first call starts a worker."""
        self._queue: asyncio.Queue[Invocation] = asyncio.Queue(maxsize=WAITING_CALLS)
        self._task = Task(name=name, timeout=timeout, queue=self._queue)
        self._config = config
        self._most = workers
        self._slots: dict[asyncio.Task[None], Worker | None] = {}
        self._wanted = asyncio.Event()
        self._open: set[asyncio.Future[bytes]] = set()

    def warm(self) -> None:
        """Start one worker, so that the first call finds it ready."""
        if not self._slots:
            self._add_slot()

    async def call(self, event: dict[str, Any]) -> bytes:
        """What the function returns for the event.

        Raises:
            InvocationFailed: the function raised, died, could not start or took too long.
            Overloaded: too many calls are waiting.
        """
        invocation = invocation_of(event)
        try:
            self._queue.put_nowait(invocation)
        except asyncio.QueueFull as error:
            raise Overloaded(self._task.name) from error
        self._open.add(invocation.result)
        invocation.result.add_done_callback(self._open.discard)
        self._wanted.set()
        if len(self._slots) < self._most and not self._has_idle_worker():
            self._add_slot()
        return await invocation.result

    async def drain(self, seconds: float) -> None:
        """Let the calls at work finish, but for no longer than this."""
        if self._open:
            await asyncio.wait(self._open, timeout=seconds)

    def hand_over(self, heir: WorkerPool) -> None:
        """Give the calls that still wait to the pool that takes over."""
        while not self._queue.empty():
            invocation = self._queue.get_nowait()
            self._open.discard(invocation.result)
            try:
                heir._queue.put_nowait(invocation)
            except asyncio.QueueFull:
                invocation.fail("too many calls during the change of code")

    async def stop(self) -> None:
        """End all workers; calls that are left fail."""
        for slot in self._slots:
            slot.cancel()
        await asyncio.gather(*self._slots, return_exceptions=True)
        self._fail_waiting("the gateway stops")

    def _add_slot(self) -> None:
        slot = asyncio.create_task(self._keep_a_worker())
        self._slots[slot] = None

    async def _keep_a_worker(self) -> None:
        slot = asyncio.current_task()
        while slot is not None:
            worker = Worker(self._task, self._config)
            self._slots[slot] = worker
            await worker.live()
            if worker.api.is_initialised:
                LOGGER.warning("%s: a worker ended, a new one starts", self._task.name)
                continue
            why = worker.api.init_error or "the process ended at once"
            LOGGER.error("%s: the function does not start: %s", self._task.name, why)
            self._fail_waiting(f"the function does not start: {why}")
            # As on Lambda, the next call tries again; nobody waits for a loop of failures.
            self._wanted.clear()
            await self._wanted.wait()

    def _fail_waiting(self, why: str) -> None:
        while not self._queue.empty():
            self._queue.get_nowait().fail(why)

    def _has_idle_worker(self) -> bool:
        idle = sum(worker is not None and worker.api.is_idle for worker in self._slots.values())
        return idle >= self._queue.qsize()

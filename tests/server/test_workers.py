"""Workers take connections in turn; here two of them are in one event loop."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import errno
import os
import socket
import subprocess
import sys

import pytest

from server import workers
from server.workers import Acceptor, Shares
from tools.dev.port import HOST

CLIENTS = 8
ENOUGH_SECONDS = 0.2


class Counted(asyncio.Protocol):
    """A connection that counts for the worker that took it."""

    def __init__(self, worker):
        self.worker = worker

    def connection_made(self, transport):
        self.worker.connections.append(transport)
        self.worker.shares.has(len(self.worker.connections))
        self.worker.taken.release()


class Worker:
    """What one worker has taken."""

    def __init__(self, listener, shares, taken=None):
        self.connections = []
        self.taken = taken or asyncio.Semaphore(0)
        self.shares = copy.copy(shares)
        self.listener = listener.dup()
        loop = asyncio.get_running_loop()
        self.acceptor = Acceptor(loop, self.listener, lambda: Counted(self), self.shares)

    async def stop(self):
        self.acceptor.close()
        await self.acceptor.wait_closed()
        self.listener.close()
        for transport in self.connections:
            transport.close()


@contextlib.contextmanager
def listening(kind=socket.socket):
    with kind() as listener:
        listener.bind((HOST, 0))
        listener.listen(100)
        listener.setblocking(False)
        yield listener


@contextlib.contextmanager
def connected(listener, count):
    """So many clients at once."""
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            stack.enter_context(socket.create_connection(listener.getsockname()))
        yield


def taken(count, shares, clients=CLIENTS):
    """How many connections each of so many workers takes of those that come at once."""

    async def run():
        with listening() as listener:
            each = asyncio.Semaphore(0)
            started = [Worker(listener, shares, each) for _ in range(count)]
            with connected(listener, clients):
                for _ in range(clients):
                    await each.acquire()
                for worker in started:
                    await worker.stop()
            return sorted(len(one.connections) for one in started)

    return asyncio.run(asyncio.wait_for(run(), 20))


def test_connections_at_once_are_shared_evenly():
    assert taken(2, Shares(2)) == [4, 4]


def test_connections_that_cannot_be_shared_evenly_differ_by_one():
    assert taken(3, Shares(3)) == [2, 3, 3]


def test_connections_are_all_taken_where_another_worker_is_busy():
    shares = Shares(2)
    copy.copy(shares).join()
    assert taken(1, shares) == [CLIENTS]


def test_connections_are_all_taken_where_no_place_is_free():
    shares = Shares(1)
    for _ in range(2):
        copy.copy(shares).join()
    assert taken(1, shares) == [CLIENTS]


def having(shares, connections):
    """A worker that has so many connections."""
    worker = copy.copy(shares)
    worker.join()
    worker.has(connections)
    return worker


@pytest.mark.parametrize(("own", "other", "expected"), [(2, 1, True), (1, 1, False), (1, 2, False)])
def test_worker_waits_only_for_one_with_fewer_connections(own, other, expected):
    shares = Shares(2)
    having(shares, other)
    assert having(shares, own).has_most() is expected


def test_worker_that_stops_is_not_waited_for():
    shares = Shares(2)
    having(shares, 0).leave()
    assert not having(shares, 3).has_most()


def test_worker_that_was_killed_is_not_waited_for_and_its_place_is_free():
    shares = Shares(1)
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "getpid", lambda: gone.pid)
        for _ in range(2):
            having(shares, 0)
    assert not having(shares, 3).has_most()


def test_nothing_is_taken_once_closed():
    async def run():
        with listening() as listener:
            worker = Worker(listener, Shares(1))
            worker.acceptor.close()
            with connected(listener, 1):
                await asyncio.sleep(ENOUGH_SECONDS)
                await worker.stop()
            return worker.connections

    assert asyncio.run(run()) == []


def test_connection_that_is_being_taken_begins_before_the_end():
    async def run():
        with listening() as listener:
            worker = Worker(listener, Shares(1))
            with connected(listener, 1):
                worker.acceptor._offer()
                worker.acceptor.close()
                await worker.acceptor.wait_closed()
                await worker.stop()
            return len(worker.connections)

    assert asyncio.run(run()) == 1


def test_connection_is_taken_later_where_no_file_can_be_opened(monkeypatch):
    monkeypatch.setattr(workers, "RETRY_SECONDS", 0.01)
    failures = [OSError(errno.EMFILE, "too many")]

    class Full(socket.socket):
        def dup(self):
            return self

        def accept(self):
            if failures:
                raise failures.pop()
            return super().accept()

    async def run():
        with listening(Full) as listener:
            worker = Worker(listener, Shares(1))
            with connected(listener, 1):
                await worker.taken.acquire()
                await worker.stop()

    asyncio.run(asyncio.wait_for(run(), 20))
    assert not failures

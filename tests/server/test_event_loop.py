import asyncio
import socket
from functools import partial

import pytest

from server import event_loop
from server.event_loop import Acceptor, EventLoop
from tools.dev.port import HOST


class Taken(asyncio.Protocol):
    """Counts what connects; keeps it open."""

    def __init__(self, taken):
        self.taken = taken

    def connection_made(self, transport):
        self.taken.append(transport)


@pytest.fixture
def listener():
    with socket.create_server((HOST, 0)) as made:
        made.setblocking(False)
        yield made


def clients(listener, count):
    return [socket.create_connection(listener.getsockname()) for _ in range(count)]


def run(work):
    async def within():
        async with asyncio.timeout(10):
            await work()

    with asyncio.Runner(loop_factory=EventLoop) as runner:
        runner.run(within())


async def until(condition):
    while not condition():  # noqa: ASYNC110 - what it waits for is set by no task
        await asyncio.sleep(0.005)


def close(*ends):
    for end in ends:
        end.close()


def test_connections_that_come_at_once_are_shared_by_those_who_listen(listener):
    one, other = [], []

    async def work():
        loop = asyncio.get_running_loop()
        connected = clients(listener, 8)
        with listener.dup() as same:
            same.setblocking(False)
            acceptors = [
                Acceptor(loop, listener, partial(Taken, one)),
                Acceptor(loop, same, partial(Taken, other)),
            ]
            await until(lambda: len(one) + len(other) == 8)
            close(*acceptors, *one, *other, *connected)

    run(work)
    assert min(len(one), len(other)) >= 3


def test_connection_that_comes_after_the_end_is_not_taken(listener):
    taken = []

    async def work():
        acceptor = Acceptor(asyncio.get_running_loop(), listener, partial(Taken, taken))
        acceptor.close()
        connected = clients(listener, 1)
        await asyncio.sleep(0.05)
        close(*connected)

    run(work)
    assert taken == []


def test_connection_that_was_taken_has_begun_when_the_end_is_awaited(listener):
    taken = []

    async def work():
        acceptor = Acceptor(asyncio.get_running_loop(), listener, partial(Taken, taken))
        connected = clients(listener, 1)
        await until(lambda: acceptor._beginning or taken)
        acceptor.close()
        await acceptor.wait_closed()
        assert len(taken) == 1
        close(*taken, *connected)

    run(work)


def test_connection_is_taken_once_a_file_may_be_opened_again(listener, monkeypatch):
    monkeypatch.setattr(event_loop, "RETRY_SECONDS", 0.01)
    taken = []

    class Full:
        """A socket that accepts nothing the first time: the process has too many open files."""

        def __init__(self):
            self.is_full = True

        def fileno(self):
            return listener.fileno()

        def accept(self):
            if self.is_full:
                self.is_full = False
                raise OSError(24, "Too many open files")
            return listener.accept()

    async def work():
        acceptor = Acceptor(asyncio.get_running_loop(), Full(), partial(Taken, taken))
        connected = clients(listener, 1)
        await until(lambda: taken)
        close(acceptor, *taken, *connected)

    run(work)
    assert len(taken) == 1


def test_connection_that_another_worker_took_is_passed_over(listener):
    taken = []

    class Late:
        """A socket whose first connection is gone."""

        def __init__(self):
            self.is_late = True

        def fileno(self):
            return listener.fileno()

        def accept(self):
            if self.is_late:
                self.is_late = False
                raise BlockingIOError
            return listener.accept()

    async def work():
        acceptor = Acceptor(asyncio.get_running_loop(), Late(), partial(Taken, taken))
        connected = clients(listener, 1)
        await until(lambda: taken)
        close(acceptor, *taken, *connected)

    run(work)
    assert len(taken) == 1

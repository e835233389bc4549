"""The event loop of a worker, which leaves connections to the other workers."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

PAUSE_SECONDS = 0.001
"""How long a worker leaves the next connection to those that wait for one."""
RETRY_SECONDS = 1.0
"""How long none is taken where the process may open no more files."""


class Acceptor:
    """Takes one connection after the other from a socket that several workers listen on.

    Has what uvicorn calls of an ``asyncio.Server``.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        listener: socket.socket,
        make: Callable[[], asyncio.BaseProtocol],
    ) -> None:
        """Wait for the first."""
        self._loop = loop
        self._listener = listener
        self._make = make
        self._beginning: set[asyncio.Task[Any]] = set()
        self._later: asyncio.TimerHandle | None = None
        self._watch()

    def close(self) -> None:
        """Take no more; those that are there go on."""
        self._loop.remove_reader(self._listener)
        if self._later is not None:
            self._later.cancel()

    async def wait_closed(self) -> None:
        """Return when the connections that were taken have begun."""
        await asyncio.gather(*self._beginning)

    def _watch(self) -> None:
        self._later = None
        self._loop.add_reader(self._listener, self._take)

    def _take(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return  # another worker has taken it
        except OSError:
            pause = RETRY_SECONDS
        else:
            connection.setblocking(False)
            begin = self._loop.connect_accepted_socket(self._make, connection)
            task = self._loop.create_task(begin)
            self._beginning.add(task)
            task.add_done_callback(self._beginning.discard)
            pause = PAUSE_SECONDS
        self._loop.remove_reader(self._listener)
        self._later = self._loop.call_later(pause, self._watch)


class EventLoop(asyncio.SelectorEventLoop):
    """That of asyncio, which would accept all connections that wait.

    A proxy opens its connections at once and keeps them: the first worker that wakes up would
    answer alone for as long as they last.
    """

    async def create_server(  # type: ignore[override]
        self,
        protocol_factory: Callable[[], asyncio.BaseProtocol],
        *,
        sock: socket.socket,
        backlog: int,
        **_: Any,
    ) -> Acceptor:
        """Take connections from a socket that is bound; ``backlog`` of them may wait on it."""
        sock.listen(backlog)
        sock.setblocking(False)
        return Acceptor(self, sock, protocol_factory)

"""Worker processes that share the connections: the one that has fewer takes the next.

A proxy keeps its connections open. By itself, the first worker that wakes up takes all that wait,
and answers them alone for as long as they last.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import multiprocessing
import os
import socket
from collections.abc import Callable
from functools import partial
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from server.protocol import Protocol

PATIENCE_SECONDS = 0.005
"""How long a worker leaves a connection to those that have fewer; one of them may be busy."""
RETRY_SECONDS = 1.0
"""How long none is taken where the process may open no more files."""


class Place(ctypes.Structure):
    """What all workers know of one of them; no process is 0."""

    _fields_ = (("process", ctypes.c_int64), ("connections", ctypes.c_int64))


class Shares:
    """How many connections each worker has, in memory that all of them read."""

    def __init__(self, workers: int) -> None:
        """Have room for so many workers, and for those that replace them."""
        self._places: Any = multiprocessing.get_context("spawn").Array(Place, 2 * workers)
        self._own: Any = Place()

    def join(self) -> None:
        """Take a place for this process; where none is free, it goes without."""
        with self._places.get_lock():
            for place in self._places:
                if not _is_running(place.process):
                    place.process, place.connections = os.getpid(), 0
                    self._own = place
                    return

    def leave(self) -> None:
        """Have no part in the next connections."""
        self._own.process = 0

    def has(self, connections: int) -> None:
        """Say how many connections this process has."""
        self._own.connections = connections

    def has_most(self) -> bool:
        """Whether another worker has fewer connections than this process."""
        own = self._own.connections
        return any(place.connections < own and _is_running(place.process) for place in self._places)


class CountedProtocol(Protocol):
    """A connection that counts for the worker that has it."""

    config: Config

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count it."""
        super().connection_made(transport)
        self.config.shares.has(len(self.connections))

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no longer."""
        super().connection_lost(exc)
        self.config.shares.has(len(self.connections))


class Acceptor:
    """Takes one connection after the other, each when it is the turn of this process."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        listener: socket.socket,
        make: Callable[[], asyncio.BaseProtocol],
        shares: Shares,
    ) -> None:
        """Take the first."""
        self._loop = loop
        self._listener = listener
        self._make = make
        self._shares = shares
        self._later: asyncio.TimerHandle | None = None
        self._taking: asyncio.Task[None] | None = None
        self._is_closed = False
        shares.join()
        self._watch()

    def close(self) -> None:
        """Take no more; those that are there go on."""
        self._is_closed = True
        self._shares.leave()
        self._loop.remove_reader(self._listener)
        if self._later is not None:
            self._later.cancel()

    async def wait_closed(self) -> None:
        """Return when the last connection that was taken has begun."""
        if self._taking is not None:
            await self._taking

    def _watch(self) -> None:
        if not self._is_closed:
            self._loop.add_reader(self._listener, self._offer)

    def _offer(self) -> None:
        """A connection waits: take it, or leave it to the others for a moment."""
        self._loop.remove_reader(self._listener)
        if self._shares.has_most():
            self._later = self._loop.call_later(PATIENCE_SECONDS, self._take)
        else:
            self._take()

    def _take(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            self._watch()  # another worker has taken it
        except OSError:
            self._later = self._loop.call_later(RETRY_SECONDS, self._watch)
        else:
            connection.setblocking(False)
            self._taking = self._loop.create_task(self._begin(connection))

    async def _begin(self, connection: socket.socket) -> None:
        try:
            await self._loop.connect_accepted_socket(self._make, connection)
        finally:
            self._watch()


class Loop(asyncio.SelectorEventLoop):
    """The event loop of a worker."""

    def __init__(self, shares: Shares) -> None:
        """Keep what the workers know of each other."""
        super().__init__()
        self._shares = shares

    async def create_server(self, *given: Any, **options: Any) -> Any:
        """Take connections in turn with the other workers that have the same socket."""
        (make,), listener = given, options["sock"]
        listener.listen(options["backlog"])
        listener.setblocking(False)
        return Acceptor(self, listener, make, self._shares)


class Config(uvicorn.Config):
    """The settings of workers that share their connections."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        """As those of uvicorn."""
        super().__init__(*given, **settings)
        self.shares = Shares(self.workers)

    def get_loop_factory(self) -> Callable[[], asyncio.AbstractEventLoop]:
        """A loop whose server takes connections in turn."""
        return partial(Loop, self.shares)


def serve(application: str, workers: int, **settings: Any) -> None:
    """Serve an application in so many processes until a signal stops them."""
    if workers == 1:
        uvicorn.run(application, http=Protocol, loop="asyncio", **settings)
    else:
        config = Config(application, http=CountedProtocol, workers=workers, **settings)
        with contextlib.suppress(KeyboardInterrupt):
            Multiprocess(config, [config.bind_socket()]).run()


def _is_running(process: int) -> bool:
    """Whether a process is there: one that was killed says so to nobody."""
    if not process:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False

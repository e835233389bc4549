"""A gateway to be tormented: its address, its workers, and how much memory they take."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.soak.through import SAID
from tools.gateway.subprocess_server import MODULE, running_gateway

STAND_IN = re.compile(rf"^{SAID}(?P<address>\S+)$", re.MULTILINE)
WORKER = re.compile(r"functions\.(?P<function>\w+)\.handler\.handler")


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that answers for a function; memory in kilobytes."""

    process: int
    function: str
    memory: int


@dataclass(frozen=True, slots=True)
class Gateway:
    """A running gateway; ``stand_in`` is where its stand-in of AWS is, if something is between."""

    port: int
    process: int
    stand_in: str = ""

    def workers(self) -> tuple[Worker, ...]:
        """The workers that the gateway has at this moment."""
        found = []
        for process, parent, memory, command in _processes():
            match = WORKER.search(command)
            if parent == self.process and match is not None:
                found.append(Worker(process, match["function"], memory))
        return tuple(found)

    def memory(self) -> int:
        """The memory of the gateway itself, in kilobytes; 0 when it has ended."""
        return next(
            (memory for process, _, memory, _ in _processes() if process == self.process), 0
        )


@contextmanager
def running(site: Path, between: str = "") -> Iterator[Gateway]:
    """A gateway with the real functions, as long as the block lasts.

    ``between`` is the address by which the functions reach the stand-in of AWS, if not its own.
    """
    module = ("bench.soak.through", between) if between else MODULE
    with running_gateway(site, module) as found:
        said = STAND_IN.search(found.printed)
        yield Gateway(found.port, found.process, said["address"] if said else "")


def _processes() -> Iterator[tuple[int, int, int, str]]:
    """Every process of this machine: itself, its parent, its memory in kilobytes, its command."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,rss=,args="],  # noqa: S607 - where it stands differs
        capture_output=True,
        text=True,
        check=True,
    )
    for line in listed.stdout.splitlines():
        process, parent, memory, command = line.split(None, 3)
        yield int(process), int(parent), int(memory), command

"""The local gateway under test: its port, its workers, their memory, and who may sign requests.

The other modules know the gateway only from here.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.settings import settings_of
from tools.aws_emulator.callers import CALLERS, Caller
from tools.aws_emulator.sign import signed as sign
from tools.dev.port import HOST
from tools.gateway.functions import PATIENCE_SECONDS, WORKERS
from tools.gateway.subprocess_server import MODULE, running_gateway
from tools.gateway.worker_pool import WAITING_CALLS

__all__ = ("CALLERS", "HOST", "PATIENCE_SECONDS", "WAITING_CALLS", "WORKERS", "Caller")

SETTINGS = settings_of("trial")
EMULATOR = "AWS emulator: "
"""Starts the line in which the gateway prints the address of its AWS emulator."""
WORKER = re.compile(r"functions\.handlers\.(?P<function>\w+)\.handler")


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that runs a Lambda function; memory in kilobytes."""

    pid: int
    function: str
    memory: int


@dataclass(frozen=True, slots=True)
class Gateway:
    """A running gateway; ``emulator`` is the address of its AWS emulator behind a proxy."""

    port: int
    pid: int
    emulator: str = ""

    def workers(self) -> tuple[Worker, ...]:
        """The workers that the gateway has at this moment."""
        return tuple(
            Worker(pid, match["function"], memory)
            for pid, parent, memory, command in _processes()
            if parent == self.pid and (match := WORKER.search(command))
        )

    def memory(self) -> int:
        """The memory of the gateway itself, in kilobytes; 0 when it has ended."""
        return next((memory for pid, _, memory, _ in _processes() if pid == self.pid), 0)


@contextmanager
def running(site: Path, proxy: str = "") -> Iterator[Gateway]:
    """A gateway with the real functions, until the block ends.

    ``proxy`` is the address at which the functions reach the AWS emulator, if not its own.
    """
    module = ("tests.load.faulty_gateway", proxy) if proxy else MODULE
    with running_gateway(site, (*module, "--lambda")) as found:
        printed = re.search(rf"^{EMULATOR}(\S+)$", found.printed, re.MULTILINE)
        yield Gateway(found.port, found.process, printed[1] if printed else "")


def signed(
    method: str, target: str, headers: Mapping[str, str], body: bytes, caller: Caller = CALLERS[0]
) -> dict[str, str]:
    """The headers of a request with the signature of a caller; ``target`` is path and query."""
    url = f"http://{headers.get('host', HOST)}{target}"
    return sign(method, url, dict(headers), body, caller=caller, region=SETTINGS.region)


def _processes() -> Iterator[tuple[int, int, int, str]]:
    """Every process of this machine: its id, its parent, its memory in kilobytes, its command."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,rss=,args="],  # noqa: S607 - found on the path
        capture_output=True,
        text=True,
        check=True,
    )
    for line in listed.stdout.splitlines():
        pid, parent, memory, command = line.split(None, 3)
        yield int(pid), int(parent), int(memory), command

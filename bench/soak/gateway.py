"""A gateway to be tormented: its address, its workers, and how much memory they take."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.soak.through import SAID

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"^http://127\.0\.0\.1:(?P<port>\d+)/$", re.MULTILINE)
STAND_IN = re.compile(rf"^{SAID}(?P<address>\S+)$", re.MULTILINE)
WORKER = re.compile(r"functions\.(?P<function>\w+)\.handler\.handler")
SECONDS_TO_START = 60.0


class DoesNotStart(RuntimeError):
    """The gateway does not start; the message is what it printed."""


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
    module = ["bench.soak.through", between] if between else ["infra.local"]
    command = [sys.executable, "-m", *module, "--port", "0", "--quiet", "--stop-with-stdin"]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [*command, "--site", str(site)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            port = _port(process, log)
            said = STAND_IN.search(log.read_text())
            yield Gateway(port, process.pid, said["address"] if said else "")
        finally:
            process.terminate()
            process.wait(30)


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        match = ADDRESS.search(log.read_text())
        if match is not None:
            return int(match["port"])
        time.sleep(0.05)
    raise DoesNotStart(log.read_text())


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

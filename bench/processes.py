"""The processes that a part of the bench starts: their ports, their memory, their end."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tools.dev.port import HOST

PROC = Path("/proc")
START_SECONDS = 30.0
STOP_SECONDS = 5.0


class NotStarted(Exception):
    """A server does not answer; the message says which."""


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])


@contextlib.contextmanager
def serving(
    name: str, command: Sequence[str], port: int, extra: Mapping[str, str], folder: Path
) -> Iterator[int]:
    """The process id of a server, from when it listens until the block ends.

    Raises:
        NotStarted: it ends, or does not listen in time.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **extra},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(name, process, port)
        yield process.pid
    finally:
        family = descendants(process.pid)
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        process.kill()
        process.wait()
        for one in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)


def resident_megabytes(pid: int) -> float | None:
    """The memory that a process and those it started hold; ``None`` where /proc cannot say."""
    sizes = [_resident_kilobytes(one) for one in (pid, *descendants(pid))]
    known = [size for size in sizes if size is not None]
    return sum(known) / 1000 if known else None


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    children: dict[int, list[int]] = {}
    for stat in PROC.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name stands in parentheses, and may hold anything.
            after_name = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
            children.setdefault(int(after_name.split()[1]), []).append(int(stat.parent.name))
    found, left = [], [pid]
    while left:
        below = children.get(left.pop(), [])
        found += below
        left += below
    return found


def _resident_kilobytes(pid: int) -> int | None:
    with contextlib.suppress(OSError):
        for row in (PROC / str(pid) / "status").read_text(encoding="utf-8").splitlines():
            if row.startswith("VmRSS:"):
                return int(row.split()[1])
    return None


def _wait(name: str, process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise NotStarted(f"{name} ended with {process.returncode} before it listened")
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), 1):
            return
        time.sleep(0.05)
    raise NotStarted(f"{name} does not listen after {START_SECONDS:.0f} s")

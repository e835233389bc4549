"""The self-hosted server in processes of its own, as long as it is needed."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.dev.places import ROOT
from tools.dev.port import HOST
from tools.smoke import reply

START_SECONDS = 30.0
STOP_SECONDS = 30.0
ANSWER_SECONDS = 20.0


class NotStarted(Exception):
    """A server does not listen; the message says which."""


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])


@contextlib.contextmanager
def self_hosted(site: Path, *options: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The port and the process of a self-hosted server with that site, until the block ends.

    Raises:
        NotStarted: it does not listen.
    """
    port = free_port()
    command = [sys.executable, "-m", "server", "--site", str(site), "--port", str(port), *options]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        wait_for(port, process)
        yield port, process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    """Return when something listens on that port.

    Raises:
        NotStarted: nothing does in time, or the process has ended.
    """
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), 1):
            return
        time.sleep(0.05)
    raise NotStarted(f"{process.args} does not listen on port {port}")


def ask(
    port: int,
    method: str,
    path: str,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> reply.Reply:
    """The answer to one request, over a connection of its own."""
    return reply.ask(f"{HOST}:{port}", method, path, headers or {}, body, seconds=ANSWER_SECONDS)


def children(parent: int) -> list[int]:
    """The processes that a process has started, from /proc, zombies left out."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, above = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(above) == parent and state != "Z":
            found.append(int(stat.parent.name))
    return found

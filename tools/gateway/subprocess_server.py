"""A gateway with the real functions, in a process of its own, as long as it is needed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.dev.places import ROOT
from tools.dev.port import HOST

MODULE = ("tools.gateway",)
"""The module that is run as the gateway, with its first arguments."""
START_SECONDS = 60.0
STOP_SECONDS = 30.0


class DoesNotStart(RuntimeError):
    """The gateway does not start; the message is what it printed."""


@dataclass(frozen=True, slots=True)
class RunningGateway:
    """A gateway that listens: its process, its port on this machine, what it printed so far."""

    process: int
    port: int
    printed: str

    @property
    def address(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://{HOST}:{self.port}"


def gateway_command(module: Sequence[str] = MODULE) -> tuple[str, ...]:
    """Runs a gateway on a port that is free; it prints its address."""
    return (sys.executable, "-m", *module, "--port", "0")


@contextmanager
def running_gateway(site: Path, module: Sequence[str] = MODULE) -> Iterator[RunningGateway]:
    """A gateway with that built site; it ends with the block, and with the process that runs it.

    ``module`` is the module that is run, with its first arguments.

    Raises:
        DoesNotStart: it ends, or does not listen in time.
    """
    command = gateway_command(module)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("w") as output:
            process = subprocess.Popen(  # noqa: S603 - our own command
                [*command, "--quiet", "--stop-with-stdin", "--site", str(site)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            port = port_in(log, process)
            yield RunningGateway(process.pid, port, log.read_text())
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def port_in(log: Path, process: subprocess.Popen[bytes]) -> int:
    """The port in the address that a gateway has printed, once it listens.

    Raises:
        DoesNotStart: it ends, or does not listen in time.
    """
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        for line in log.read_text().splitlines():
            if line.startswith("http://"):
                return int(line.rstrip("/").rpartition(":")[2])
        time.sleep(0.05)
    raise DoesNotStart(log.read_text())

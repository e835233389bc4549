"""A gateway with a built site and the real functions, as long as it is needed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local.dev.places import ROOT


@contextmanager
def running_gateway(site: Path) -> Iterator[str]:
    """The address of the gateway; it ends with the block, and with the process that runs it."""
    command = [sys.executable, "-m", "infra.local", "--port", "0", "--quiet", "--stop-with-stdin"]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("w") as output:
            process = subprocess.Popen(  # noqa: S603 - our own command
                [*command, "--site", str(site)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            address = _address(process, log)
            urllib.request.urlopen(f"{address}/", timeout=10).close()  # noqa: S310 - our own address
            yield address
        finally:
            process.terminate()
            process.wait(15)


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(300):
        lines = [line for line in log.read_text().splitlines() if line.startswith("http://")]
        if lines:
            return lines[0].rstrip("/")
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"the gateway does not start:\n{log.read_text()}")

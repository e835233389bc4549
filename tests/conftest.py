"""The built site and the running gateway, once for each process of the tests."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.dev.places import ROOT, SITE
from infra.local.dev.site import build_site


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site. Processes that ask at the same time wait for one build."""
    build_site(Path(sys.executable))
    return SITE


@pytest.fixture(scope="session")
def gateway(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a gateway with the real site and the real functions."""
    log = tmp_path_factory.mktemp("gateway") / "log"
    command = [sys.executable, "-m", "infra.local", "--port", "0", "--quiet", "--stop-with-stdin"]
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

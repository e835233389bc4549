"""One self-hosted server, and one gateway whose functions run under the client of Lambda."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.servers import ask, self_hosted
from tools.gateway.subprocess_server import MODULE, running_gateway
from tools.smoke.reply import Reply

Ask = Callable[..., Reply]


@pytest.fixture(scope="session")
def hosted(site: Path) -> Iterator[Ask]:
    """Asks the self-hosted server."""
    with self_hosted(site, "--quiet") as (port, _):
        yield lambda *request: ask(port, *request)


@pytest.fixture(scope="session")
def lambda_gateway(site: Path) -> Iterator[Ask]:
    """Asks the gateway."""
    with running_gateway(site, (*MODULE, "--lambda")) as running:
        yield lambda *request: ask(running.port, *request)


@pytest.fixture(scope="session")
def default_gateway(gateway: str) -> Ask:
    """Asks the gateway as ``dev.py serve`` starts it."""
    port = int(gateway.rpartition(":")[2])
    return lambda *request: ask(port, *request)

"""The built site and the running gateway, once for each process of the tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.running import running_gateway
from tools.dev.places import SITE
from tools.dev.site import build_site


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site. Processes that ask at the same time wait for one build."""
    build_site(Path(sys.executable))
    return SITE


@pytest.fixture(scope="session")
def gateway(site: Path) -> Iterator[str]:
    """The address of a gateway with the real site and the real functions."""
    with running_gateway(site) as running:
        yield running.address

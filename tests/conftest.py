"""The built site, the running gateway and the templates, once for each process of the tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.dev.places import SITE
from tools.dev.site import build_site
from tools.gateway.subprocess_server import running_gateway

if TYPE_CHECKING:
    from tests.infra.conftest import Synthesised


LONG = (
    "tests/analysis/test_waiver_columns.py",
    "tests/data_leaks/",
    "tests/infra/packages/test_package.py",
    "tests/infra/test_rules.py",
    "tests/programs/",
    "tests/site/test_build.py",
    "tests/site/test_finding.py",
)
"""Where one test takes five seconds or more, browser tests aside."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first: no process waits at the end for the last test of another."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


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


@pytest.fixture(scope="session")
def synthesised(tmp_path_factory: pytest.TempPathFactory) -> Synthesised:
    """The templates of the production stage."""
    from tests.infra.conftest import synthesise  # noqa: PLC0415 - the CDK takes seconds to load

    return synthesise(tmp_path_factory.mktemp("cloud"))

"""A process that builds several times reads once only what it is started again for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.dev import site
from tools.dev.environment import environment
from tools.dev.places import ROOT, VENV

LOADING = """
import sys
opened = set()
sys.addaudithook(lambda event, found: event == "open" and opened.add(str(found[0])))
from publishing.build_server import _loaded
_loaded()
print(*opened, sep="\\n")
"""


@pytest.fixture(scope="module")
def sources():
    """The sources that such a process has opened before its first build."""
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", LOADING],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    opened = {Path(line) for line in run.stdout.splitlines()}
    return {
        path
        for path in opened
        if path.is_file()
        and path.suffix != ".pyc"
        and any(ROOT / name in path.parents for name in site.SOURCES)
        and VENV not in path.parents
    }


def test_data_of_functions_is_loaded(sources):
    assert ROOT / "functions" / "reference" / "openapi.yaml" in sources


def test_every_loaded_source_is_part_of_code(sources):
    assert {site.part_of(path) for path in sources} == {site.CODE}

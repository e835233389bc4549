"""The functions of the gateway after a change of their code: in a copy, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.dev.places import ROOT

COPIED = ("functions", "infra", "server", "tools")
SCRIPT = """
import asyncio, sys
from pathlib import Path
from server.messages import Request
from tools.gateway.in_process import InProcess

def kept(functions):
    unknown = Request(method="GET", path="/api/nothing")
    response = asyncio.run(functions.answer(unknown))
    return f"{response.status} {response.header('cache-control')}"

functions = InProcess(Path("."))
print(kept(functions))
module = Path("functions/http/response.py")
module.write_text(module.read_text().replace(*sys.argv[1:]))
try:
    functions.reload()
except SyntaxError:
    print("refused")
print(kept(functions))
"""


@pytest.fixture
def changed(tmp_path: Path):
    """What an answer says of being kept, before and after a text of a module is replaced."""
    for name in COPIED:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)

    def run(old: str, new: str) -> list[str]:
        ran = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-c", SCRIPT, old, new],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        return ran.stdout.splitlines()

    return run


def test_changed_code_answers_after_reload(changed):
    found = changed('NO_STORE = "no-store"', 'NO_STORE = "private"')
    assert found == ["404 no-store", "404 private"]


def test_code_that_cannot_be_imported_leaves_what_was_there(changed):
    found = changed('NO_STORE = "no-store"', "NO_STORE = = 1")
    assert found == ["404 no-store", "refused", "404 no-store"]

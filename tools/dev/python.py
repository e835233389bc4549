"""The virtual environment, made from the hash-locked requirements."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import shutil
import sys

from tools.dev.console import Problem, step
from tools.dev.file_lock import only_one
from tools.dev.places import PYTHON, ROOT, VENV
from tools.dev.processes import run
from tools.dev.system import require_packages

STAMP = VENV / "alimenta.json"
LOCKS = ("functions", "forms", "server", "serve", "test")
"""Each holds all of the one before it."""
SEPARATE_LOCKS = (
    "analysis",
    "awscli",
    "openfisca",
    "schemathesis",
    "atheris",
    "openapi_python_client",
    "openapi_generator",
    "file_readers",
)
"""Each installed by itself: the libraries of ``analysis``, the command line with which a stage is
deployed, and tools of the bench and the tests."""

_VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
_INSTALL = (
    "--quiet",
    "--disable-pip-version-check",
    "--no-input",
    "--require-hashes",
    "--no-compile",  # Most modules are never imported; Python compiles those that are.
)
_COMPILE = (
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
)


def prepare_python(name: str) -> None:
    """Make ``.venv`` hold what ``requirements/<name>.lock`` says, if it does not yet.

    Raises:
        Problem: the environment cannot be made, or a package does not install.
    """
    with only_one("venv"):
        locked = {each: _lock_hash(each) for each in LOCKS[: LOCKS.index(name) + 1]}
        if _is_usable() and _installed().get(name) == locked[name]:
            return
        if not _is_usable():
            _make_venv()
        STAMP.unlink(missing_ok=True)
        requirements = f"requirements/{name}.lock"
        outcome = run([str(PYTHON), "-m", "pip", "install", *_INSTALL, "-r", requirements])
        if outcome.code:
            cure = "Cure: see what pip says; it needs a package index that it can reach."
            raise Problem(f"The Python packages do not install. {cure}\n{outcome.output}")
        STAMP.write_text(json.dumps(locked), encoding="utf-8")


def write_locks() -> None:
    """Resolve again. The files hold hashes but no address: any index may serve them.

    Raises:
        Problem: uv is missing, or finds no versions that fit together.
    """
    if not shutil.which("uv"):
        raise Problem("uv is not installed. Cure: python3 -m pip install uv")
    for name in (*LOCKS, *SEPARATE_LOCKS):
        target = f"requirements/{name}.lock"
        with step(target):
            outcome = run(
                ["uv", "pip", "compile", *_COMPILE, "--group", name, "--output-file", target]
            )
            if outcome.code:
                raise Problem(f"{target}: no versions fit. Cure: see below.\n{outcome.output}")


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        require_packages([f"python{_VERSION}-venv"])
        importlib.invalidate_caches()
    # Not the Python of the very environment that is about to be cleared.
    base = getattr(sys, "_base_executable", sys.executable)
    outcome = run([base, "-m", "venv", "--clear", str(VENV)])
    if outcome.code:
        raise Problem(f"No virtual environment in .venv. Cure: see below.\n{outcome.output}")


def _is_usable() -> bool:
    packages = VENV / "lib" / f"python{_VERSION}" / "site-packages"
    return PYTHON.exists() and (packages / "pip").is_dir()


def _installed() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _lock_hash(name: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{name}.lock").read_bytes()).hexdigest()

"""Runs programs of others below ``build/``, and says in one line why one ends with an error."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

BUILD = Path(__file__).parents[2] / "build" / "programs"
SECONDS = 600


class Failed(Exception):
    """A generator, a compiler or the program that calls ended with an error."""


def run(command: Sequence[str], folder: Path, path: Path | None = None) -> str:
    """What a program prints.

    Raises:
        Failed: it ends with an error.
    """
    outer = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if path is not None:
        outer["PATH"] = f"{path}{os.pathsep}{outer.get('PATH', '')}"
    done = subprocess.run(
        command, cwd=folder, env=outer, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    if done.returncode:
        last = (done.stdout + done.stderr).strip().splitlines()[-8:]
        raise Failed(f"{Path(command[0]).name}: {' / '.join(last)}")
    return done.stdout

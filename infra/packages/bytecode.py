"""Compiles a package ahead: the directory of a function cannot be written when it runs.

Without bytecode Python compiles every module at each cold start, which more than doubles it. The
bytecode is ``unchecked-hash``: bytecode that goes by the date of its source would be refused,
because the archive gives every file the same date.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

RUNTIME_VERSION = "3.13"
"""The Python of the functions: bytecode of another minor version is of no use there."""

IN_PLACE = "-b"
"""Bytecode in the place of the sources."""
WITHOUT_DOCSTRINGS = ("-o", "2")
"""Nor with assertions."""

RUN_TIME_FOLDER = "/var/task"


@cache
def compiler() -> str | None:
    """The interpreter of the functions' version, if this machine has one."""
    interpreter = shutil.which(f"python{RUNTIME_VERSION}")
    if interpreter is None:
        return None
    # The command may be an alias of several interpreters, or of none: ask it which one it runs.
    answer = subprocess.run(  # noqa: S603 - an interpreter found on the path, no input of others
        [interpreter, "-c", "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)"],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    version, _, executable = answer.stdout.strip().partition(" ")
    return executable if version == RUNTIME_VERSION else None


def compile_folder(folder: Path, *, keep_docstrings: bool = False) -> bool:
    """Put bytecode in the place of every module; False when there is no compiler for it.

    A data class without docstring has one made of its signature when it is imported, which takes
    longer than to read the one that it has.
    """
    interpreter = compiler()
    if interpreter is None:
        return False
    subprocess.run(  # noqa: S603 - an interpreter found on the path, no input of others
        [
            interpreter,
            *("-m", "compileall", "-q", IN_PLACE, "--invalidation-mode", "unchecked-hash"),
            *(() if keep_docstrings else WITHOUT_DOCSTRINGS),
            *("-s", str(folder), "-p", RUN_TIME_FOLDER),
            str(folder),
        ],
        env=environment(),
        check=True,
    )
    for source in folder.rglob("*.py"):
        source.unlink()
    return True


def environment() -> dict[str, str]:
    """The environment, with what makes the same source give the same bytes beside it."""
    found = {**os.environ, "PYTHONHASHSEED": "0", "PYENV_VERSION": RUNTIME_VERSION}
    found.pop("PYTHONPYCACHEPREFIX", None)
    return found

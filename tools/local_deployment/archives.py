"""The archive of a function as this machine can run it: without what is compiled for another."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

COMPILED = ".so"
BESIDE = ".libs"
"""Where a library keeps its shared libraries: ``pikepdf.libs`` beside ``pikepdf``."""


def for_this_machine(archive: Path) -> bytes:
    """The archive without the libraries that are compiled for the processor of the cloud.

    The emulator then finds the same ones, in the same versions, where this command has its own.
    """
    kept = io.BytesIO()
    with ZipFile(archive) as whole, ZipFile(kept, "w") as part:
        names = whole.namelist()
        foreign = {_library(name) for name in names if name.endswith(COMPILED)}
        for name in names:
            if _library(name) not in foreign:
                part.writestr(name, whole.read(name))
    return kept.getvalue()


def _library(name: str) -> str:
    return name.partition("/")[0].removesuffix(BESIDE)

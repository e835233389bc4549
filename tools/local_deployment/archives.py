"""The archive of a function as this machine can run it: without what is compiled for another."""

from __future__ import annotations

import importlib.util
import io
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from zipfile import ZipFile

from functions.pages.environment import COMPILED, environment
from infra.packages.dataclass_code import MODULE
from infra.packages.places import FUNCTIONS, ROOT

LIBRARY = ".so"
BYTECODE = ".pyc"
BESIDE = ".libs"
"""Where a library keeps its shared libraries: ``pikepdf.libs`` beside ``pikepdf``."""

COMPILED_CLASSES = f"{FUNCTIONS.name}/{MODULE}{BYTECODE}"
"""The code of the data classes within an archive."""

TEMPLATES = f"{FUNCTIONS.name}/{COMPILED.relative_to(FUNCTIONS).as_posix()}/"
"""The compiled templates within an archive."""


def for_this_machine(archive: Path) -> bytes:
    """The archive without the libraries that are compiled for the processor or Python of the cloud.

    The emulator then finds the same ones, in the same versions, where this command has its own.
    Where its Python is another one, it gets the sources of the functions, which compile their data
    classes themselves, and templates that are compiled again.
    """
    kept = io.BytesIO()
    with ZipFile(archive) as whole, ZipFile(kept, "w") as part:
        names = whole.namelist()
        foreign = {
            _library(name) for name in names if name.endswith(LIBRARY) or _is_foreign(whole, name)
        } - {FUNCTIONS.name}
        for name in names:
            if _library(name) in foreign:
                continue
            if not _is_foreign(whole, name):
                part.writestr(name, whole.read(name))
            elif name.startswith(TEMPLATES):
                source = name.removeprefix(TEMPLATES).removesuffix("c")
                part.writestr(TEMPLATES + source, _templates()[source])
            elif name != COMPILED_CLASSES:
                source = name.removesuffix("c")
                part.writestr(source, (ROOT / source).read_bytes())
    return kept.getvalue()


def _is_foreign(archive: ZipFile, name: str) -> bool:
    """Whether a file is bytecode in the place of its source, of another Python than this one."""
    if not name.endswith(BYTECODE):
        return False
    with archive.open(name) as file:
        return file.read(len(importlib.util.MAGIC_NUMBER)) != importlib.util.MAGIC_NUMBER


@cache
def _templates() -> Mapping[str, bytes]:
    """Every template as a Python module, by the name of its file."""
    with tempfile.TemporaryDirectory() as folder:
        environment().compile_templates(folder, extensions=["html"], zip=None, ignore_errors=False)
        return {path.name: path.read_bytes() for path in Path(folder).glob("*.py")}


def _library(name: str) -> str:
    return name.partition("/")[0].removesuffix(BESIDE).removesuffix(BYTECODE)

"""Puts a package together: our sources, the pages, the locked packages, all compiled."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from infra.packages.archive import write_archive
from infra.packages.bytecode import compile_folder
from infra.packages.contents import copy_pages, copy_sources
from infra.packages.dataclass_code import keep_dataclass_code
from infra.packages.dependencies import dependencies_folder, lock_of, not_for
from infra.packages.places import PACKAGES
from infra.packages.templates import compiled_folder


@dataclass(frozen=True, slots=True)
class Package:
    """The archive of a function, and what it still lacks to run in the cloud."""

    function: str
    archive: Path
    missing: tuple[str, ...]

    @property
    def size(self) -> int:
        """The size of the archive in bytes."""
        return self.archive.stat().st_size


def build_package(function: str, target: Path = PACKAGES) -> Package:
    """Build the package of a function from what is at hand; nothing is downloaded here."""
    archive = target / f"{function}.zip"
    dependencies = dependencies_folder(lock_of(function))
    with tempfile.TemporaryDirectory() as work:
        sources = Path(work)
        copy_sources(function, sources)
        missing = copy_pages(function, sources)
        if (templates := compiled_folder(sources)).is_dir():
            # Nobody reads the sources that were generated.
            compile_folder(templates)
        keep_dataclass_code(sources, dependencies)
        compile_folder(sources, keep_docstrings=True)
        if dependencies.is_dir():
            write_archive((dependencies, sources), archive, without=not_for(function))
        else:
            missing = ("the locked packages", *missing)
            write_archive((sources,), archive)
    return Package(function, archive, missing)

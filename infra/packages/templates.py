"""Compiles the templates of a package to Python modules.

Parsing and compiling its templates would take the first page of a cold start longer than everything
else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from functions.pages.environment import COMPILED, FOLDERS, environment
from infra.packages.places import FUNCTIONS


def template_name(path: Path) -> str | None:
    """The name under which the pages load a file; ``None`` for a file that is no template."""
    if path.suffix != ".html":
        return None
    parents = (folder for folder in FOLDERS if path.is_relative_to(folder))
    return next((path.relative_to(folder).as_posix() for folder in parents), None)


def compiled_folder(target: Path) -> Path:
    """Where the functions of a package look for its templates."""
    return target / "functions" / COMPILED.relative_to(FUNCTIONS)


def compile_templates(names: Iterable[str], target: Path) -> None:
    """Write a module for each of these templates into a package."""
    chosen = frozenset(names)
    if chosen:
        environment().compile_templates(
            compiled_folder(target),
            zip=None,
            filter_func=chosen.__contains__,
            ignore_errors=False,
        )


def main(target: Path) -> None:
    """Compile every template into the copy of the functions that ``target`` holds."""
    compile_templates(environment().list_templates(extensions=["html"]), target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Which modules a function imports, at its start or later: a package holds these and no other."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = "functions"
ONLY_FOR_TYPES = "TYPE_CHECKING"


def reached(start: Iterable[Path], source: Path) -> set[Path]:
    """The modules below ``source`` that those of ``start`` import, directly or not."""
    found: set[Path] = set()
    asked: set[str] = set()
    left = list(start)
    while left:
        module = left.pop()
        if module in found:
            continue
        found.add(module)
        names = _names(module.read_text(encoding="utf-8")) - asked
        asked |= names
        left += (file for name in names for file in _files(name, source))
    return found


@cache
def _names(text: str) -> frozenset[str]:
    """What a module of that text imports; the functions share most of theirs."""
    return frozenset(_imported(ast.parse(text)))


def _imported(tree: ast.AST) -> Iterator[str]:
    """The names that a module imports, but for those that only the checker of types reads."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == ONLY_FOR_TYPES:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            # What is imported from a package may be a module of it.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        yield from _imported(node)


def _files(name: str, source: Path) -> Iterator[Path]:
    """The file of a module of ours, and those of the packages that it lies in."""
    root, *parts = name.split(".")
    if root != ROOT:
        return
    places = [source.joinpath(*parts[:depth]) for depth in range(len(parts) + 1)]
    for place in places:
        for file in (place / "__init__.py", place.with_suffix(".py")):
            if file.is_file():
                yield file

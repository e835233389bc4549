"""What is mutated, and which tests must kill the mutants of each package."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = ROOT / "functions"

TESTS: Mapping[str, Sequence[str]] = {
    "law": ("tests/unit/law",),
    "forms": ("tests/unit/forms", "tests/api"),
    "i18n": ("tests/unit/i18n", "tests/unit/exports", "tests/pages", "tests/golden"),
    "exports": ("tests/unit/exports", "tests/golden", "tests/api"),
    "pages": ("tests/unit/pages", "tests/pages", "tests/golden", "tests/api"),
    "calculators": ("tests/pages", "tests/golden", "tests/api", "tests/unit/paper_forms"),
}
"""The folders of tests of each package of functions."""


def package_of(module: str) -> str:
    """The package of a module or template, given below ``functions``."""
    return module.partition("/")[0]


def files_of(packages: Iterable[str], ending: str) -> list[Path]:
    """The files of some packages with that ending, in order."""
    return [file for name in packages for file in sorted((FUNCTIONS / name).rglob(f"*{ending}"))]


def name_of(file: Path | str) -> str:
    """How a file is named: its path below ``functions``."""
    return Path(file).relative_to(FUNCTIONS).as_posix()


def chosen(files: Iterable[Path], parts: Sequence[str]) -> Iterator[Path]:
    """The files that the person asked for; all where nothing is named."""
    for file in files:
        if not parts or any(f"/{part.strip('/')}" in f"/{name_of(file)}" for part in parts):
            yield file


def folders_of_tests(packages: Iterable[str]) -> list[str]:
    """The folders of the tests of some packages."""
    folders = dict.fromkeys(folder for name in packages for folder in TESTS[name])
    return [folder for folder in folders if (ROOT / folder).is_dir()]


def is_test_of(test: str, filename: str) -> bool:
    """Whether a test, by its name, must kill the mutants of a file."""
    return test.startswith(tuple(f"{one}/" for one in TESTS[package_of(name_of(filename))]))


@cache
def tree_of(file: Path) -> ast.Module:
    """The syntax tree of a module; always the same one, in which mutants are put."""
    return ast.parse(file.read_text(encoding="utf-8"))

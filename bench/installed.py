"""Copies installed packages, with all that they need, into a folder of their own.

So that what is measured holds a function and its libraries, and nothing else of an environment.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

NAME = re.compile(r"[A-Za-z0-9._-]+")


class NotThere(LookupError):
    """A package is not installed in that environment."""


def copy_packages(names: Iterable[str], packages: Path, target: Path) -> None:
    """Copy the packages of those names, and what they require, from a ``site-packages``.

    Raises:
        NotThere: one of the packages asked for is not installed.
    """
    installed = {_plain(one.name): one for one in distributions(path=[str(packages)])}
    for one in _closure(names, installed):
        for file in one.files or ():
            source = packages / file
            # Commands are listed relative to the packages, outside of them.
            if ".." in file.parts or "__pycache__" in file.parts or not source.is_file():
                continue
            copy = target / file
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)


def packages_of(python: Path) -> Path:
    """The ``site-packages`` of an environment, by its interpreter.

    Raises:
        NotThere: there is none.
    """
    found = next(python.parents[1].glob("lib/python*/site-packages"), None)
    if found is None:
        raise NotThere(f"no packages beside {python.name}")
    return found


def _closure(names: Iterable[str], installed: dict[str, Distribution]) -> list[Distribution]:
    found: dict[str, Distribution] = {}
    left = [_plain(name) for name in names]
    for name in left:
        if name not in installed:
            raise NotThere(f"{name} is not installed")
    while left:
        name = left.pop()
        if name in found or name not in installed:
            continue
        found[name] = installed[name]
        left += [_required(one) for one in installed[name].requires or () if "extra ==" not in one]
    return list(found.values())


def _required(requirement: str) -> str:
    match = NAME.match(requirement)
    return _plain(match[0]) if match else ""


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

"""What earlier builds made, by a digest of what it was made of: the same is not made again.

What a build does not ask for is forgotten by the next one, so that the file does not grow.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Value = TypeVar("Value")


class Kept:
    """Values of plain data (texts, numbers, lists and mappings of them) in one file."""

    def __init__(self, file: Path, code: str) -> None:
        """Read what the last build left there; it holds nothing if it was made by another code."""
        self._file = file
        self._code = code
        self._before = _read(file, code)
        self._used: dict[str, Any] = {}

    def get(self, made_of: str, make: Callable[[], Value]) -> Value:
        """The value made of exactly that text, from an earlier build where there is one."""
        digest = hashlib.sha256(made_of.encode()).hexdigest()
        if digest not in self._used:
            self._used[digest] = self._before[digest] if digest in self._before else make()
        value: Value = self._used[digest]
        return value

    def save(self) -> None:
        """Keep what this build has asked for."""
        if self._used.keys() == self._before.keys():
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._file.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps({self._code: self._used}), encoding="utf-8")
        unfinished.replace(self._file)


def _read(file: Path, code: str) -> dict[str, Any]:
    try:
        return dict(json.loads(file.read_text(encoding="utf-8"))[code])
    except (OSError, ValueError, LookupError):
        return {}


def own_code() -> str:
    """A digest of the code that builds the site."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()

"""Reads the files in which people keep words, questions and parameters.

They are TOML. ``infra.packages`` puts the same data into a package as JSON: reading TOML takes the
first request of a fresh process longer than answering it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

TOML = ".toml"
READY = ".json"
DAY = "$day"
"""The only member of what stands for a day, which JSON does not know."""


def names(folder: Path) -> tuple[str, ...]:
    """The names of the files of a folder, without their endings, in order."""
    return tuple(sorted({file.stem for file in folder.iterdir() if file.suffix in (TOML, READY)}))


def exists(folder: Path, name: str) -> bool:
    """Whether there is a file of that name."""
    return any((folder / f"{name}{ending}").is_file() for ending in (READY, TOML))


def read(folder: Path, name: str) -> dict[str, Any]:
    """What the file of that name says.

    Raises:
        FileNotFoundError: there is no such file.
    """
    ready = folder / f"{name}{READY}"
    if ready.is_file():
        found: dict[str, Any] = json.loads(ready.read_text(encoding="utf-8"), object_hook=_read)
        return found
    # Read only here: in a package everything is ready.
    import tomllib  # noqa: PLC0415

    return tomllib.loads((folder / f"{name}{TOML}").read_text(encoding="utf-8"))


def made_ready(folder: Path, name: str) -> str:
    """The text of the file that says the same in a package.

    Raises:
        TypeError: it holds what is neither text, number, yes or no, day, list nor table.
    """
    told = read(folder, name)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=_told)


def _told(value: object) -> dict[str, str]:
    if type(value) is not date:
        raise TypeError(f"no way to tell {value!r} in JSON")
    return {DAY: value.isoformat()}


def _read(table: dict[str, Any]) -> Mapping[str, Any] | date:
    """A table, or the day that it stands for."""
    return date.fromisoformat(table[DAY]) if table.keys() == {DAY} else table

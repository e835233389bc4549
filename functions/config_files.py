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
"""The only member of the object that encodes a date, which JSON does not have."""


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
        found: dict[str, Any] = json.loads(
            ready.read_text(encoding="utf-8"), object_hook=_decode_date
        )
        return found
    # Read only here: in a package everything is ready.
    import tomllib  # noqa: PLC0415

    return tomllib.loads((folder / f"{name}{TOML}").read_text(encoding="utf-8"))


def as_json(folder: Path, name: str) -> str:
    """The same document as the JSON text of a package.

    Raises:
        TypeError: it holds what is neither text, number, yes or no, day, list nor table.
    """
    document = read(folder, name)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=_encode_date)


def _encode_date(value: object) -> dict[str, str]:
    if type(value) is not date:
        raise TypeError(f"{value!r} has no JSON form")
    return {DAY: value.isoformat()}


def _decode_date(table: dict[str, Any]) -> Mapping[str, Any] | date:
    """A table, or the date that it encodes."""
    return date.fromisoformat(table[DAY]) if table.keys() == {DAY} else table

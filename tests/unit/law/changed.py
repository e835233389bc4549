"""A request with one answer changed, wherever in it that answer stands."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

PART = re.compile(r"\w+")


def changed(asked: object, path: str, value: object) -> object:
    """The request with that value at a path such as ``children[0].birth_date``."""
    return _changed(asked, PART.findall(path), value)


def _changed(held: object, parts: list[str], value: object) -> object:
    if not parts:
        return value
    first, rest = parts[0], parts[1:]
    if isinstance(held, tuple):
        position = int(first)
        return (*held[:position], _changed(held[position], rest, value), *held[position + 1 :])
    return dataclasses.replace(held, **{first: _changed(getattr(held, first), rest, value)})


def paths(held: object, path: str = "") -> Iterator[str]:
    """Where each answer stands, those that hold others before what they hold."""
    if dataclasses.is_dataclass(held):
        for field in dataclasses.fields(held):
            yield from _path(getattr(held, field.name), f"{path}.{field.name}".removeprefix("."))
    elif type(held) is tuple:
        for position, one in enumerate(held):
            yield from _path(one, f"{path}[{position}]")


def _path(held: object, path: str) -> Iterator[str]:
    if held is not None:
        if not path.endswith("]") and type(held) is not tuple:
            yield path
        yield from paths(held, path)

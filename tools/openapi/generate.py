"""Puts the generated schemas into the text of the OpenAPI description; the rest stays as it is."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

import yaml

from tools.openapi.schemas import Schema, request_schemas

WIDTH = 100
STEP = 2
DEPTH = 2 * STEP
"""Of the name of a component."""
PLAIN = re.compile(r"[A-Za-z0-9][\w ,.;()'/-]*")
COMPONENTS = "\n  schemas:\n"


def generated(text: str) -> str:
    """The OpenAPI description with its request schemas made from the definitions of the forms."""
    after = ""
    for name, schema in request_schemas(text).items():
        text = _with_component(text, name, schema, after)
        after = name
    return text


def _with_component(text: str, name: str, schema: Schema, after: str) -> str:
    """The text with that component in its place; a new one follows the component ``after``."""
    block = f"{' ' * DEPTH}{name}:\n" + "".join(
        f"{line}\n" for line in _lines(schema, DEPTH + STEP)
    )
    found = _block(name).search(text, text.index(COMPONENTS))
    if found is not None:
        return text[: found.start()] + block + text[found.end() :]
    place = _block(after).search(text, text.index(COMPONENTS))
    if place is None:
        raise ValueError(after)
    return text[: place.end()] + block + text[place.end() :]


def _block(name: str) -> re.Pattern[str]:
    """The lines of a component: its name, and every deeper line after it."""
    return re.compile(rf"^ {{{DEPTH}}}{name}:\n(?: {{{DEPTH + STEP},}}.*\n)+", re.MULTILINE)


def _lines(value: Mapping[str, object], depth: int) -> Iterator[str]:
    space = " " * depth
    for key, inside in value.items():
        if isinstance(inside, Mapping):
            yield f"{space}{key}:"
            yield from _lines(inside, depth + STEP)
        elif isinstance(inside, Sequence) and not isinstance(inside, str):
            yield from _list(f"{space}{key}:", inside, depth + STEP)
        else:
            yield from _text(f"{space}{key}:", inside, depth + STEP)


def _list(start: str, entries: Sequence[object], depth: int) -> Iterator[str]:
    """On one line where there is room."""
    line = f"{start} [{', '.join(_scalar(entry) for entry in entries)}]"
    if len(line) <= WIDTH:
        yield line
        return
    yield start
    yield from (f"{' ' * depth}- {_scalar(entry)}" for entry in entries)


def _text(start: str, value: object, depth: int) -> Iterator[str]:
    """On one line where there is room, or where it has no spaces; else folded."""
    line = f"{start} {_scalar(value)}"
    if len(line) <= WIDTH or " " not in str(value):
        yield line
        return
    yield f"{start} >-"
    yield from (
        f"{' ' * depth}{part}"
        for part in textwrap.wrap(
            str(value), WIDTH - depth, break_long_words=False, break_on_hyphens=False
        )
    )


def _scalar(value: object) -> str:
    """As YAML: quoted where it would be read as something else."""
    if not isinstance(value, str):
        return json.dumps(value)
    if PLAIN.fullmatch(value) and yaml.load(value, Loader=yaml.CSafeLoader) == value:
        return value
    return json.dumps(value, ensure_ascii=False)

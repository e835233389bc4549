"""The calculators by the name of their questions, found through the contract of the API."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import functions
from functions.edge.simulator import Simulator
from functions.questions.definition import HERE, question_set

CONTRACT = Path(functions.__file__).with_name("openapi.json")

SAID_ONCE = ("independence",)
"""What is the same in every answer, and needs no column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator:
    """One calculator, and the columns that its answer fills: every single value of it."""

    name: str
    simulator: Simulator
    answers: tuple[str, ...]


@cache
def functions_by_name() -> Mapping[str, str]:
    """The folder of the function of each calculator, by the name of its questions."""
    paths = _contract()["paths"]
    operations = {file.stem: question_set(file.stem).operation for file in HERE.glob("*.toml")}
    return {
        name: paths[f"/{operation}"]["x-function"]
        for name, operation in operations.items()
        if "post" in paths.get(f"/{operation}", {})
    }


@cache
def calculator(name: str) -> Calculator:
    """The calculator of that name.

    Raises:
        KeyError: there is none.
    """
    handler = importlib.import_module(f"functions.{functions_by_name()[name]}.handler")
    operation = question_set(name).operation
    described = _contract()["paths"][f"/{operation}"]["post"]["responses"]["200"]
    answers = tuple(
        column
        for column in _columns(described["content"]["application/json"]["schema"], ())
        if column not in SAID_ONCE
    )
    return Calculator(name=name, simulator=handler.SIMULATOR, answers=answers)


def _columns(schema: Mapping[str, Any], place: tuple[str, ...]) -> Iterator[str]:
    """The places of an answer that hold one value, or a list of single values."""
    schema = _resolved(schema)
    if "properties" in schema:
        for name, member in schema["properties"].items():
            yield from _columns(member, (*place, name))
    elif "items" not in schema or "properties" not in _resolved(schema["items"]):
        yield ".".join(place)


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference leads to, in the end; any other schema is itself."""
    while "$ref" in schema:
        found: Any = _contract()
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema


@cache
def _contract() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(CONTRACT.read_text("utf-8"))
    return document

"""The calculators by the name of their questions, found through the contract of the API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from functions.calculators.base import Calculator as Rules
from functions.calculators.load import load
from functions.calculators.registry import CALCULATORS
from functions.reference.api_description import document

DECIMAL = r"\."
"""What the pattern of a decimal number has, and that of no code or day."""
SAID_ONCE = ("independence",)
"""What is the same in every answer, and needs no column."""


@dataclass(frozen=True, kw_only=True)
class Calculator:
    """One calculator, and the columns that its answer fills: every single value of it.

    ``decimals`` are the columns of amounts and percentages.
    """

    name: str
    simulator: Rules[Any]
    answers: tuple[str, ...]
    decimals: frozenset[str] = frozenset()

    @cached_property
    def members(self) -> frozenset[str]:
        """The members of an answer that hold a column: the others need not be made."""
        return frozenset(column.partition(".")[0] for column in self.answers)


@cache
def calculator(name: str) -> Calculator:
    """The calculator of that name.

    Raises:
        KeyError: there is none.
    """
    entry = CALCULATORS[name]
    operation = entry.operation
    described = document()["paths"][f"/{operation}"]["post"]["responses"]["200"]
    schemas = dict(_columns(described["content"]["application/json"]["schema"], ()))
    answers = tuple(column for column in schemas if column not in SAID_ONCE)
    decimals = frozenset(
        column for column in answers if DECIMAL in str(schemas[column].get("pattern", ""))
    )
    return Calculator(name=name, simulator=load(name), answers=answers, decimals=decimals)


def _columns(
    schema: Mapping[str, Any], place: tuple[str, ...]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The places of an answer that hold one value, or a list of single values; what they hold."""
    schema = _resolved(schema)
    if "properties" in schema:
        for name, member in schema["properties"].items():
            yield from _columns(member, (*place, name))
    elif "items" not in schema or "properties" not in _resolved(schema["items"]):
        yield ".".join(place), schema


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference leads to, in the end; any other schema is itself."""
    while "$ref" in schema:
        found: Any = document()
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema

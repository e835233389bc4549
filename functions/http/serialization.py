"""Writes values for the API: money and rates as decimal strings, ISO dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import orjson

from functions.forms.names import camel
from functions.law.core.values import BasisPoints, Cents, Coefficient, IndexPoints, Month, Value

TWO_DIGITS = tuple(f"{rest:02}" for rest in range(100))


def to_text(value: Value) -> str:
    """A value as the text that represents it in JSON.

    >>> to_text(Cents(17500)), to_text(BasisPoints(1300)), to_text(Month(2026, 11)), to_text(True)
    ('175.00', '13.00', '2026-11', 'true')
    """
    return KINDS.get(type(value), CODE)[1](value)


def to_optional_text(value: Value | None) -> str | None:
    """The same of a value that may not be there."""
    return None if value is None else to_text(value)


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _hundredths(figure: int) -> str:
    if figure < 0:
        return f"-{_hundredths(-figure)}"
    return f"{figure // 100}.{TWO_DIGITS[figure % 100]}"


def _hundred_thousandths(figure: int) -> str:
    return f"{figure // 100_000}.{figure % 100_000:05d}"


KINDS: Mapping[type, tuple[str, Callable[[Any], str]]] = {
    bool: ("boolean", _boolean),
    Cents: ("amount", _hundredths),
    BasisPoints: ("percentage", _hundredths),
    IndexPoints: ("index", _hundredths),
    Coefficient: ("coefficient", _hundred_thousandths),
    Month: ("month", "%04d-%02d".__mod__),
    date: ("date", date.isoformat),
    int: ("integer", str),
}
"""How the contract calls each type of value, and how one is written."""
CODE: tuple[str, Callable[[Any], str]] = ("code", str)
"""The same of any other value."""


def type_of(value: Value) -> str:
    """The name that the contract gives to the type of a value."""
    return KINDS.get(type(value), CODE)[0]


def typed_value(value: Value) -> dict[str, str]:
    """A value of any type, with the name of its type."""
    kind, write = KINDS.get(type(value), CODE)
    return {"type": kind, "value": write(value)}


def named_values(values: Mapping[str, Value]) -> list[dict[str, str]]:
    """Values of any types, each with its name and the name of its type."""
    return [
        {"name": camel(name), "type": kind, "value": write(value)}
        for name, value in values.items()
        for kind, write in (KINDS.get(type(value), CODE),)
    ]


def drop_none(**members: Any) -> dict[str, Any]:
    """An object of the members that are there: an absent one is left out, never ``null``."""
    return {name: member for name, member in members.items() if member is not None}


def encode_json(document: Mapping[str, Any]) -> str:
    """The text of an answer."""
    return orjson.dumps(document).decode()

"""Writes values the way of the contract: money and rates as decimal strings, ISO dates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from functions.law.core.values import BasisPoints, Cents, Coefficient, IndexPoints, Month, Value

TYPES: Mapping[type, str] = {
    bool: "boolean",
    Cents: "amount",
    BasisPoints: "percentage",
    IndexPoints: "index",
    Coefficient: "coefficient",
    Month: "month",
    date: "date",
    int: "integer",
}
"""How the contract calls each type of value; any other is a code."""


def to_text(value: Value) -> str:
    """A value as the text that represents it in JSON.

    >>> written(Cents(17500)), written(BasisPoints(1300)), written(Month(2026, 11)), written(True)
    ('175.00', '13.00', '2026-11', 'true')
    """
    match value:
        case bool():
            return "true" if value else "false"
        case Cents() | BasisPoints() | IndexPoints():
            return _decimal(value, 2)
        case Coefficient():
            return _decimal(value, 5)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def type_of(value: Value) -> str:
    """The name that the contract gives to the type of a value."""
    return TYPES.get(type(value), "code")


def typed_value(value: Value) -> dict[str, str]:
    """A value of any type, with the name of its type."""
    return {"type": type_of(value), "value": to_text(value)}


def drop_none(**members: Any) -> dict[str, Any]:
    """An object of the members that are there: an absent one is left out, never ``null``."""
    return {name: member for name, member in members.items() if member is not None}


def encode_json(document: Mapping[str, Any]) -> str:
    """The text of an answer."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _decimal(figure: int, decimals: int) -> str:
    whole, rest = divmod(abs(figure), 10**decimals)
    return f"{'-' if figure < 0 else ''}{whole}.{rest:0{decimals}d}"

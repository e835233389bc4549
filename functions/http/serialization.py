"""Writes values for the API: money and rates as decimal strings, ISO dates."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
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

    >>> to_text(Cents(17500)), to_text(BasisPoints(1300)), to_text(Month(2026, 11)), to_text(True)
    ('175.00', '13.00', '2026-11', 'true')
    """
    return WRITERS.get(type(value), str)(value)


def to_optional_text(value: Value | None) -> str | None:
    """The same of a value that may not be there."""
    return None if value is None else to_text(value)


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _hundredths(figure: int) -> str:
    if figure < 0:
        return f"-{_hundredths(-figure)}"
    return f"{figure // 100}.{figure % 100:02d}"


def _hundred_thousandths(figure: int) -> str:
    return f"{figure // 100_000}.{figure % 100_000:05d}"


WRITERS: Mapping[type, Callable[[Any], str]] = {
    bool: _boolean,
    Cents: _hundredths,
    BasisPoints: _hundredths,
    IndexPoints: _hundredths,
    Coefficient: _hundred_thousandths,
    Month: Month.__str__,
    date: date.isoformat,
}
"""How a value of each type is written; any other is a code or a whole number, written as it is."""


def type_of(value: Value) -> str:
    """The name that the contract gives to the type of a value."""
    return TYPES.get(type(value), "code")


def typed_value(value: Value) -> dict[str, str]:
    """A value of any type, with the name of its type."""
    kind = type(value)
    return {"type": TYPES.get(kind, "code"), "value": WRITERS.get(kind, str)(value)}


def drop_none(**members: Any) -> dict[str, Any]:
    """An object of the members that are there: an absent one is left out, never ``null``."""
    return {name: member for name, member in members.items() if member is not None}


def encode_json(document: Mapping[str, Any]) -> str:
    """The text of an answer."""
    return _ENCODER.encode(document)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)

"""A step of an explanation as it is kept: its values as text with their type, and back again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from functions.http.serialization import typed_value
from functions.law.core.trace import Source, Status, TraceStep
from functions.law.core.values import BasisPoints, Cents, Coefficient, IndexPoints, Month, Value

SENTENCES = "told"
"""Under this name a record holds the sentences of a step by language, since version 1.0."""


def stored(step: TraceStep) -> dict[str, Any]:
    """A step without words: the rule, its inputs, its value and its source."""
    return {
        "rule": step.rule,
        "inputs": [{"name": name, **typed_value(value)} for name, value in step.inputs.items()],
        "value": typed_value(step.value),
        "source": {
            "act": step.source.act,
            "article": step.source.article,
            "status": step.source.status.value,
        },
    }


def step_of(document: Mapping[str, Any]) -> TraceStep:
    """The step that was kept so."""
    source = document["source"]
    return TraceStep(
        rule=document["rule"],
        inputs={entry["name"]: value_of(entry) for entry in document["inputs"]},
        value=value_of(document["value"]),
        source=Source(source["act"], source["article"], Status(source["status"])),
    )


def value_of(entry: Mapping[str, str]) -> Value:
    """The value of a text and the name of its type: the way back from ``wire.typed``."""
    return READERS[entry["type"]](entry["value"])


def _figure(text: str) -> int:
    """The whole number of smallest units that a decimal text represents."""
    return int(text.replace(".", ""))


def _month(text: str) -> Month:
    year, month = text.split("-")
    return Month(int(year), int(month))


READERS: Mapping[str, Callable[[str], Value]] = {
    "boolean": lambda text: text == "true",
    "amount": lambda text: Cents(_figure(text)),
    "percentage": lambda text: BasisPoints(_figure(text)),
    "index": lambda text: IndexPoints(_figure(text)),
    "coefficient": lambda text: Coefficient(_figure(text)),
    "month": _month,
    "date": date.fromisoformat,
    "integer": int,
    "code": str,
}

"""An example of each calculation's response, for the API description that clients read.

It answers the first example of a request. What repeats itself is cut, and its summary says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from functions.calculators.load import load
from functions.calculators.registry import CALCULATORS
from functions.forms.parse import parse_json_answers
from functions.i18n.catalog import catalog_of
from tools.openapi.schemas import JSON, LANGUAGE

LONGEST = 2
"""How many entries of a list an example keeps."""


def response_examples(document: Mapping[str, Any]) -> dict[str, Any]:
    """The response of each operation of a calculator, by its id."""
    return {entry.operation: _response(entry.name, document) for entry in CALCULATORS.values()}


def as_text(examples: Mapping[str, Any]) -> str:
    """The text of the file of examples."""
    return json.dumps(examples, ensure_ascii=False, indent=1) + "\n"


def _response(name: str, document: Mapping[str, Any]) -> dict[str, Any]:
    calculator = load(name)
    content = document["paths"][f"/{CALCULATORS[name].operation}"]["post"]["requestBody"]["content"]
    first = next(iter(content[JSON]["examples"].values()))["value"]
    result = calculator.compute(parse_json_answers(calculator.schema, first).request)
    shortened: dict[str, Any] = _short(calculator.to_json(result, catalog_of(LANGUAGE)))
    return shortened


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _short(inner) for name, inner in value.items()}
    return [_short(entry) for entry in value[:LONGEST]] if isinstance(value, list) else value

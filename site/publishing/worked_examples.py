"""The examples of the contract, calculated by the functions themselves while the site is built."""

from __future__ import annotations

import json
from typing import Any

from functions.calculators.load import load
from functions.calculators.registry import by_operation
from functions.forms.names import camel
from functions.forms.parse import parse_json_answers
from functions.http.serialization import encode_json
from functions.i18n.catalog import Catalog
from functions.i18n.citations import cite
from functions.law.core.trace import Source, Status
from functions.parameters.load import acts
from publishing.contract import operations


def worked_examples(catalog: Catalog) -> list[dict[str, Any]]:
    """The first example of each calculation, step by step, as plain data for the template.

    Raises:
        ValueError: an example of the contract is refused.
    """
    return [_worked(catalog, operation) for operation in operations() if operation["calculates"]]


def _worked(catalog: Catalog, operation: dict[str, Any]) -> dict[str, Any]:
    entry = by_operation(operation["id"])
    calculator = load(entry.name)
    example = operation["examples"][0]
    decoded = parse_json_answers(calculator.schema, example["value"])
    if decoded.issues:
        raise ValueError(f"the example of {operation['id']} is refused: {decoded.issues}")
    result = calculator.to_json(calculator.compute(decoded.request), catalog)
    # What is shown is what a client reads: the answer as it goes over the wire.
    answer: dict[str, Any] = json.loads(encode_json(result))
    steps = [_step(catalog, step) for step in answer["explanation"]]
    return {
        "id": operation["id"],
        "page": entry.page,
        "path": operation["path"],
        "request": example["json"],
        "holds": catalog.gettext("common.result.explanation_holds_steps", steps=len(steps)),
        "steps": steps,
    }


def _step(catalog: Catalog, step: dict[str, Any]) -> dict[str, Any]:
    cited = step["source"]
    (act,) = (act for act in acts() if camel(act) == cited["act"])
    source = Source(act, cited.get("article", ""), Status(cited["status"]))
    return {"text": step["text"], "rule": step["rule"], "citation": cite(catalog, source)}

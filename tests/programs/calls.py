"""The calls that a generated client makes: every operation with every example of its request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any

from functions.reference.client_description import METHODS, as_client_json
from infra.api_routes import resolved

JSON = "application/json"
KEY = "Idempotency-Key"
KEYS = {"decisionId": "0" * 32}
"""Of path parameters without an example."""
KEEPING = ("Contact", "Decision Register")
"""The tags of operations that keep what is sent: the answers of the tests refuse it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request: the operation with its tag, and the example; ``schema`` names the component."""

    name: str
    operation: str
    tag: str
    method: str
    path: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    needs_key: bool = False
    schema: str = ""
    body: Any = None

    @property
    def target(self) -> str:
        """The path with its parameters."""
        return self.path.format(**self.parameters)

    @property
    def is_kept(self) -> bool:
        """Whether the operation keeps what is sent."""
        return self.tag in KEEPING


@cache
def description() -> dict[str, Any]:
    """The description that the generators read."""
    found: dict[str, Any] = json.loads(as_client_json())
    return found


@cache
def calls() -> tuple[Call, ...]:
    """Every call, in the order of the description."""
    return tuple(_calls())


def as_text() -> str:
    """The calls as the programs read them."""
    return json.dumps([asdict(call) for call in calls()], ensure_ascii=False, indent=1)


def _calls() -> Iterator[Call]:
    for path, item in description()["paths"].items():
        for method in METHODS:
            if method not in item:
                continue
            operation = item[method]
            parameters = [resolved(description(), one) for one in operation.get("parameters", ())]
            content = operation.get("requestBody", {}).get("content", {}).get(JSON, {})
            examples = content.get("examples", {"": {"value": None}})
            for name, example in examples.items():
                yield Call(
                    name=f"{operation['operationId']} {name}".strip(),
                    operation=operation["operationId"],
                    tag=operation["tags"][0],
                    method=method.upper(),
                    path=path,
                    parameters={
                        one["name"]: one["schema"].get("example", KEYS.get(one["name"], ""))
                        for one in parameters
                        if one["in"] == "path"
                    },
                    needs_key=any(one["name"] == KEY for one in parameters),
                    schema=content.get("schema", {}).get("$ref", "").rpartition("/")[2],
                    body=example["value"],
                )

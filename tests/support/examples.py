"""The requests that the API description gives as examples, and which function answers each.

Tests and measurements find a calculator's handler, page and requests here, and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.support.api_gateway import event

OPENAPI = Path(__file__).parents[2] / "functions" / "openapi.json"
JSON = "application/json"
LANGUAGE = "en"
KEY_HEADER = "Idempotency-Key"
NEEDS_AWS = frozenset({"send_contact_message", "deliver_contact_message"})
"""Functions whose handlers cannot be imported without an AWS library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One example request in JSON, and the Lambda function that answers it."""

    function: str
    method: str
    path: str
    body: str = ""
    needs_key: bool = False
    """Whether an idempotency key is required, as what is sent will be stored."""
    is_signed: bool = False

    @property
    def is_repeatable(self) -> bool:
        """Whether anybody may send it any number of times and gets the same response."""
        return not (self.needs_key or self.is_signed)

    @property
    def name(self) -> str:
        """Method and operation, for a line of a report."""
        return f"{self.method} {self.path.rpartition('/')[2]}"

    @property
    def event(self) -> dict[str, Any]:
        """The request in JSON, as its handler receives it."""
        headers = {"accept": JSON, "accept-language": LANGUAGE, "content-type": JSON}
        return event(self.method, self.path, self.body, headers)


def handler_module(function: str) -> str:
    """The module that holds the ``handler`` of a Lambda function."""
    return f"functions.{function}.handler"


def calculator(function: str) -> Any:
    """The calculator that a function answers with; ``None`` when it answers something else."""
    return getattr(import_module(handler_module(function)), "SIMULATOR", None)


def calculator_calls() -> tuple[Call, ...]:
    """Every example of every calculator, in the order of the API description."""
    posts = (call for call in calls() if call.method == "POST" and call.is_repeatable)
    return tuple(call for call in posts if calculator(call.function) is not None)


def calls(openapi: Path = OPENAPI) -> tuple[Call, ...]:
    """Every example of a JSON request, and every path that can be read without a parameter.

    A parameter of a path is replaced by its example.
    """
    document: Mapping[str, Any] = json.loads(openapi.read_text(encoding="utf-8"))
    base = urlsplit(document["servers"][0]["url"]).path.rstrip("/")
    return tuple(
        call for path, item in document["paths"].items() for call in _of_path(base, path, item)
    )


def _of_path(base: str, path: str, item: Mapping[str, Any]) -> Iterator[Call]:
    function, is_signed = item["x-function"], "x-authorization" in item
    if "get" in item and "{" not in path:
        yield Call(function=function, method="GET", path=base + path, is_signed=is_signed)
    for method in ("post", "put"):
        operation = item.get(method, {})
        filled = base + _with_examples(path, operation)
        if "{" in filled:
            continue  # It names a record, and none exists yet.
        content = operation.get("requestBody", {}).get("content", {})
        for example in content.get(JSON, {}).get("examples", {}).values():
            yield Call(
                function=function,
                method=method.upper(),
                path=filled,
                body=json.dumps(example["value"], ensure_ascii=False),
                needs_key=_needs_key(operation),
                is_signed=is_signed,
            )


def _needs_key(operation: Mapping[str, Any]) -> bool:
    headers = (each for each in operation.get("parameters", ()) if each.get("in") == "header")
    return any(each["name"] == KEY_HEADER and each.get("required") for each in headers)


def _with_examples(path: str, operation: Mapping[str, Any]) -> str:
    for parameter in operation.get("parameters", ()):
        schema = parameter.get("schema", {})
        if parameter.get("in") == "path" and "example" in schema:
            path = path.replace(f"{{{parameter['name']}}}", schema["example"])
    return path

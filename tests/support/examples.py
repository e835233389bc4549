"""The requests that the API description gives as examples, and which function answers each.

Tests and measurements find handlers and requests here, and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from functions.calculators.registry import CALCULATORS
from functions.reference import api_description
from tests.support.api_gateway import event

JSON = "application/json"
LANGUAGE = "en"
KEY_HEADER = "Idempotency-Key"


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
    return f"functions.handlers.{function}"


def calculator_calls() -> tuple[Call, ...]:
    """Every example of every calculator, in the order of the API description."""
    paths = {entry.path for entry in CALCULATORS.values()}
    return tuple(call for call in calls() if call.path in paths)


def calls(document: Mapping[str, Any] | None = None) -> tuple[Call, ...]:
    """Every example of a JSON request, and every path that can be read without a parameter.

    A parameter of a path is replaced by its example.
    """
    document = document or api_description.document()
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

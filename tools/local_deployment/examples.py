"""Every operation as the API description asks for it: its examples, to be sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from infra.api_routes import IAM, METHODS, read_document, resolved

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
KEY_HEADER = "Idempotency-Key"
DECISION_ID = "decisionId"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One request. ``path`` is below the base path; ``decisionId`` may still be in it.

    ``answers`` says which types of answer the API description has for each status of success.
    """

    operation: str
    method: str
    path: str
    body: Any
    needs_key: bool
    is_signed: bool
    answers: Mapping[int, frozenset[str]]


def example_of(below: str) -> dict[str, Any]:
    """The first example of the API description for what is posted to a path."""
    found: dict[str, Any] = next(
        each.body for each in examples() if each.path == below and each.body is not None
    )
    return found


def examples() -> Iterator[Example]:
    """Each operation with each of its examples, and with each name that its path may hold."""
    document = _contract()
    for below, item in document["paths"].items():
        for method in (method for method in METHODS if method in item):
            operation = item[method]
            parameters = [resolved(document, each) for each in operation.get("parameters", ())]
            for path, body in product(_paths(document, below, parameters), _bodies(operation)):
                yield Example(
                    operation=operation["operationId"],
                    method=method.upper(),
                    path=path,
                    body=body,
                    needs_key=any(each["name"] == KEY_HEADER for each in parameters),
                    is_signed=item.get("x-authorization") == IAM,
                    answers=dict(_answers(document, operation)),
                )


def forms() -> Iterator[str]:
    """The path of each operation that also takes the form of a page."""
    document = _contract()
    for below, item in document["paths"].items():
        operation = item.get("post", {})
        if FORM in operation.get("requestBody", {}).get("content", {}):
            parameters = [resolved(document, each) for each in operation.get("parameters", ())]
            yield from _paths(document, below, parameters)


@cache
def _contract() -> dict[str, Any]:
    return read_document()


def _paths(
    document: Mapping[str, Any], below: str, parameters: list[Mapping[str, Any]]
) -> Iterator[str]:
    """The path with each name that may be in it; a decision has to be recorded first."""
    found = [below]
    for each in parameters:
        if each["in"] == "path" and each["name"] != DECISION_ID:
            schema = resolved(document, each["schema"])
            names = schema.get("enum") or [schema["example"]]
            found = [path.replace(f"{{{each['name']}}}", name) for path in found for name in names]
    yield from found


def _bodies(operation: Mapping[str, Any]) -> Iterator[Any]:
    content = operation.get("requestBody", {}).get("content", {}).get(JSON)
    if content is None:
        yield None
        return
    for example in content["examples"].values():
        yield example["value"]


def _answers(
    document: Mapping[str, Any], operation: Mapping[str, Any]
) -> Iterator[tuple[int, frozenset[str]]]:
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            yield int(status), frozenset(resolved(document, response).get("content", {}))

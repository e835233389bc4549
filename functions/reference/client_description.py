"""The API description for client generators: the same API in JSON alone.

Generators read a description by their own rules. A body in two media types, a value with a default,
and keywords of ours lead them to code that does not compile, or that asks for more than the API
does. So this document leaves out every media type but JSON, what has no answer in JSON, and
``select``, whose answers lack members that are always there otherwise. Defaults and bounds that
JSON Schema has no word for stand in the descriptions.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from functions.reference.api_description import document

EXAMPLES = Path(__file__).parent / "response_examples.json"
"""A response of each operation, by its id; ``tools.openapi`` writes it."""
JSON_TYPES = ("application/json", "application/problem+json")
METHODS = ("get", "post", "put", "patch", "delete")
REFERENCE = "#/components/"
SELECT = {"$ref": f"{REFERENCE}parameters/Select"}
CODES = "x-codes"
OURS = ("x-function", "x-authorization", "x-minimum", "x-maximum")
NOTE = (
    "This description is for generators of clients: JSON alone, without forms of pages, files and "
    "partial responses, which the description at /doc/openapi.yaml has too."
)


@cache
def as_client_json() -> str:
    """The description for clients as JSON."""
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    described = for_clients(document(), examples)
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def for_clients(described: Mapping[str, Any], examples: Mapping[str, Any]) -> dict[str, Any]:
    """The part of an API description that is in JSON, with an example of each response."""
    found: dict[str, Any] = copy.deepcopy(dict(described))
    found["info"]["description"] = f"{found['info']['description']}\n\n{NOTE}"
    found["paths"] = {
        path: kept for path, item in found["paths"].items() if (kept := _item(item, examples))
    }
    found["components"]["responses"] = {
        name: _response(response) for name, response in found["components"]["responses"].items()
    }
    found = _plain(found)
    used = {operation["tags"][0] for operation in _operations(found)}
    found["tags"] = [tag for tag in found["tags"] if tag["name"] in used]
    _drop_unused(found)
    return found


def _operations(described: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for item in described["paths"].values():
        yield from (item[method] for method in METHODS if method in item)


def _item(item: Mapping[str, Any], examples: Mapping[str, Any]) -> dict[str, Any]:
    """The operations of a path that answer in JSON."""
    return {
        method: _operation(item[method], examples)
        for method in METHODS
        if method in item and _answers_in_json(item[method])
    }


def _answers_in_json(operation: Mapping[str, Any]) -> bool:
    """Whether it has a response in JSON, and is of use to another program than this site."""
    answers = (one for status, one in operation["responses"].items() if status != "default")
    return any(media in JSON_TYPES for one in answers for media in one["content"])


def _operation(operation: dict[str, Any], examples: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(operation)
    parameters = [_parameter(one) for one in operation.get("parameters", ()) if one != SELECT]
    kept.pop("parameters", None)
    if parameters:
        kept["parameters"] = parameters
    if "requestBody" in kept:
        kept["requestBody"] = _response(kept["requestBody"])
    responses = {
        status: response if "$ref" in response else _response(response)
        for status, response in operation["responses"].items()
    }
    kept["responses"] = {
        status: one for status, one in responses.items() if "$ref" in one or one["content"]
    }
    example = examples.get(operation["operationId"])
    if example is not None:
        status = min(kept["responses"])
        kept["responses"][status]["content"]["application/json"]["example"] = example
    return kept


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    """A header is a text: a client of another type for it does not write it as one."""
    if parameter.get("in") != "header":
        return parameter
    schema = {name: inner for name, inner in parameter["schema"].items() if name != "format"}
    return {**parameter, "schema": schema}


def _response(response: Mapping[str, Any]) -> dict[str, Any]:
    """A response or a request body, in JSON alone."""
    content = {media: what for media, what in response["content"].items() if media in JSON_TYPES}
    return {**response, "content": content}


def _plain(node: Any) -> Any:
    """The same without keywords that generators do not know, or take for something else."""
    if isinstance(node, list):
        return [_plain(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    words = [node["description"]] if isinstance(node.get("description"), str) else []
    words += _bounds(node) if isinstance(node.get("type"), str) else []
    kept = {
        name: inner if name in {"example", "examples"} else _plain(inner)
        for name, inner in node.items()
        if name not in OURS and not (name == "default" and isinstance(node.get("type"), str))
    }
    if len(words) > 1:
        kept["description"] = ". ".join(part.removesuffix(".") for part in words)
    return kept


def _bounds(schema: Mapping[str, Any]) -> Iterator[str]:
    """What a value may be and what its absence means, in words, unless they are said already."""
    least, most, absent = (schema.get(k) for k in ("x-minimum", "x-maximum", "default"))
    if least is not None and most is not None:
        yield f"From {least} to {most}"
    elif least is not None:
        yield f"From {least} on, to the last day for which the law's figures are known"
    if absent is not None:
        yield f"If absent: {json.dumps(absent)}"


def _drop_unused(described: dict[str, Any]) -> None:
    """Take away the components that nothing refers to; a member names its codes by their name."""
    components = described["components"]
    used: set[tuple[str, str]] = set()
    waiting = list(_references(described["paths"]))
    while waiting:
        kind, name = waiting.pop()
        if (kind, name) not in used:
            used.add((kind, name))
            waiting += _references(components[kind][name])
    described["components"] = {
        kind: {name: one for name, one in entries.items() if (kind, name) in used}
        for kind, entries in components.items()
        if any((kind, name) in used for name in entries)
    }


def _references(node: Any) -> Iterator[tuple[str, str]]:
    """What a part of the description refers to: the kind and the name of a component."""
    if isinstance(node, list):
        for entry in node:
            yield from _references(entry)
    elif isinstance(node, dict):
        for name, inner in node.items():
            if name == "$ref":
                kind, _, target = str(inner).removeprefix(REFERENCE).partition("/")
                yield kind, target
            elif name == CODES:
                yield "schemas", inner
            else:
                yield from _references(inner)

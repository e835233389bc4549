"""The contract of the API as a page can show it, read from the file that the API itself serves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from functions.reference.api_description import document

METHODS = ("get", "post")
REFERENCE = "$ref"
CALCULATIONS = "Simulators"
"""The tag of the operations that have no effect besides their answer."""
BOUNDS = ("default", "minimum", "maximum", "x-minimum", "x-maximum", "minItems", "maxItems")

COMMAND = """curl {address} \\
  -H 'Content-Type: application/json' \\
  -H 'Accept-Language: {language}' \\
  -d '{body}'"""


def operations_to_try(site: str, language: str) -> list[dict[str, Any]]:
    """Every operation; each of its examples with the command that sends it to that site."""
    found = operations()
    for operation in found:
        for example in operation["examples"]:
            example["command"] = _command(f"{site}{operation['path']}", language, example["json"])
    return found


def _command(address: str, language: str, body: str) -> str:
    """A request by hand. An apostrophe would end the quoted body of the shell."""
    quoted = body.replace("'", "'\\''")
    return COMMAND.format(address=address, language=language, body=quoted)


def operations() -> list[dict[str, Any]]:
    """Every operation with what it takes and gives, as plain data for the template."""
    return [
        _operation(path, method, item[method], item["x-function"])
        for path, item in document()["paths"].items()
        for method in METHODS
        if method in item
    ]


def _operation(
    path: str, method: str, operation: Mapping[str, Any], function: str
) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {})
    return {
        "id": operation["operationId"],
        "function": function,
        # The others leave something behind: no page sends their examples.
        "calculates": operation["tags"] == [CALCULATIONS],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "parameters": [_parameter(parameter) for parameter in operation.get("parameters", ())],
        "requests": [_content(kind, content) for kind, content in body.items()],
        "examples": list(_examples(body.get("application/json", {}))),
        "responses": [
            _response(status, response) for status, response in operation["responses"].items()
        ],
    }


def _parameter(parameter: Mapping[str, Any]) -> dict[str, Any]:
    parameter = _followed(parameter)
    return {
        "name": parameter["name"],
        "place": parameter["in"],
        "required": parameter.get("required", False),
        "description": parameter.get("description", ""),
        **_type(parameter["schema"]),
    }


def _content(kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": kind, **_type(content["schema"])}


def _examples(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name, example in content.get("examples", {}).items():
        yield {
            "name": name,
            "summary": example["summary"],
            "value": example["value"],
            "json": json.dumps(example["value"], indent=2, ensure_ascii=False),
        }


def _response(status: str, response: Mapping[str, Any]) -> dict[str, Any]:
    resolved = _followed(response)
    return {
        "status": status,
        "description": resolved["description"],
        "contents": [_content(kind, content) for kind, content in resolved["content"].items()],
    }


def _followed(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference leads to; anything else is itself."""
    if REFERENCE not in part:
        return part
    found: Any = document()
    for step in part[REFERENCE].removeprefix("#/").split("/"):
        found = found[step]
    target: Mapping[str, Any] = found
    return target


def schemas() -> list[dict[str, Any]]:
    """Every schema with its properties, as plain data for the template."""
    return [_schema(name, schema) for name, schema in document()["components"]["schemas"].items()]


def _schema(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    required = schema.get("required", ())
    return {
        "name": name,
        "description": schema.get("description", ""),
        **_type(schema),
        "properties": [
            {
                "name": key,
                "required": key in required,
                "description": part.get("description", ""),
                **_type(part),
            }
            for key, part in schema.get("properties", {}).items()
        ],
    }


def _type(schema: Mapping[str, Any]) -> dict[str, Any]:
    """What a value may be: the schema it refers to, or its type with its bounds."""
    if REFERENCE in schema:
        name = schema[REFERENCE].rpartition("/")[2]
        return {"schema": name, "type": name, "bounds": []}
    if schema.get("type") == "array":
        inner = _type(schema["items"])
        return {**inner, "type": f"{inner['type']}[]", "bounds": _bounds(schema)}
    kind = schema.get("format") or schema.get("type", "object")
    return {"schema": "", "type": kind, "bounds": _bounds(schema)}


def _bounds(schema: Mapping[str, Any]) -> list[str]:
    bounds = [f"{name.removeprefix('x-')} {schema[name]}" for name in BOUNDS if name in schema]
    if "enum" in schema:
        bounds.append(" | ".join(str(value) for value in schema["enum"]))
    return bounds

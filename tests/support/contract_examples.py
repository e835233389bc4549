"""What can be asked, read from the contract: there is no second list of operations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

CONTRACT = Path(__file__).parents[2] / "functions" / "openapi.json"
JSON = "application/json"
KEY_HEADER = "Idempotency-Key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request that the contract gives as an example, and the function that answers it."""

    function: str
    method: str
    path: str
    body: str = ""
    is_kept: bool = False
    """Whether the answer promises that something is kept: it then needs a key of its own."""
    is_signed: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it may be asked any number of times, by anybody, with the same answer."""
        return not (self.is_kept or self.is_signed)

    @property
    def name(self) -> str:
        """What the call is called in a table."""
        return f"{self.method} {self.path.rpartition('/')[2]}"


def calls(contract: Path = CONTRACT) -> tuple[Call, ...]:
    """Every example of a JSON request, and every address that can be read without a parameter.

    Where an address holds a name, the example of the contract stands in for it.
    """
    document: Mapping[str, Any] = json.loads(contract.read_text(encoding="utf-8"))
    base = urlsplit(document["servers"][0]["url"]).path.rstrip("/")
    return tuple(
        call for path, item in document["paths"].items() for call in _of_path(base, path, item)
    )


def _of_path(base: str, path: str, item: Mapping[str, Any]) -> Iterator[Call]:
    function, is_signed = item["x-function"], "x-authorization" in item
    if "get" in item and "{" not in path:
        yield Call(function=function, method="GET", path=base + path, is_signed=is_signed)
    for method in ("post", "put"):
        address = base + _with_examples(path, item.get(method, {}))
        if "{" in address:
            continue  # It names a record, and there is none yet.
        content = item.get(method, {}).get("requestBody", {}).get("content", {})
        for example in content.get(JSON, {}).get("examples", {}).values():
            body = json.dumps(example["value"], ensure_ascii=False)
            yield Call(
                function=function,
                method=method.upper(),
                path=address,
                body=body,
                is_kept=_asks_for_a_key(item[method]),
                is_signed=is_signed,
            )


def _asks_for_a_key(operation: Mapping[str, Any]) -> bool:
    headers = (each for each in operation.get("parameters", ()) if each.get("in") == "header")
    return any(each["name"] == KEY_HEADER and each.get("required") for each in headers)


def _with_examples(path: str, operation: Mapping[str, Any]) -> str:
    for parameter in operation.get("parameters", ()):
        schema = parameter.get("schema", {})
        if parameter.get("in") == "path" and "example" in schema:
            path = path.replace(f"{{{parameter['name']}}}", schema["example"])
    return path

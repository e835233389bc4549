"""The OpenAPI description as it is served: the YAML file, and the same document as JSON.

A package of a function holds both; in a checkout the JSON is made from the YAML when asked for.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
YAML_FILE = HERE / "openapi.yaml"
JSON_NAME = "openapi.json"


@cache
def as_yaml() -> str:
    """The description as YAML."""
    return YAML_FILE.read_text(encoding="utf-8")


@cache
def as_json() -> str:
    """The description as JSON."""
    packaged = HERE / JSON_NAME
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    # Imported only in a checkout: the functions ship without a YAML parser.
    import yaml  # noqa: PLC0415

    document = yaml.load(as_yaml(), Loader=yaml.CSafeLoader)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


@cache
def document() -> dict[str, Any]:
    """The description as data."""
    found: dict[str, Any] = json.loads(as_json())
    return found

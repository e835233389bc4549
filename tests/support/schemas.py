"""Schemas of the API description as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jsonschema

from infra.api_routes import resolved


def filled_in(contract: Mapping[str, Any], schema: Any) -> Any:
    """The schema as JSON Schema, its references filled in."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            return filled_in(contract, resolved(contract, schema))
        return {key: filled_in(contract, entry) for key, entry in schema.items()}
    if isinstance(schema, list):
        return [filled_in(contract, entry) for entry in schema]
    return schema


def check(contract: Mapping[str, Any], schema: Any, instance: Any) -> None:
    """Refuse an instance that the schema does not allow."""
    checker = jsonschema.Draft7Validator.FORMAT_CHECKER
    jsonschema.Draft7Validator(filled_in(contract, schema), format_checker=checker).validate(
        instance
    )

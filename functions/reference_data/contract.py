"""The contract as it is served: the YAML that people write, and the same as JSON."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FUNCTIONS = Path(__file__).parents[1]


@cache
def contract(name: str) -> str:
    """The text of ``openapi.yaml`` or ``openapi.json``."""
    return (FUNCTIONS / name).read_text(encoding="utf-8")

"""Writes ``functions/reference/openapi.yaml`` again: ``python3 dev.py openapi``."""

from __future__ import annotations

from functions.reference.api_description import YAML_FILE
from tools.openapi.generate import generated

YAML_FILE.write_text(generated(YAML_FILE.read_text(encoding="utf-8")), encoding="utf-8")

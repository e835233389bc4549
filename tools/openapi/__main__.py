"""Writes the generated parts of the API description again: ``python3 dev.py openapi``."""

from __future__ import annotations

import yaml

from functions.reference.api_description import YAML_FILE
from functions.reference.client_description import EXAMPLES
from tools.openapi.examples import as_text, response_examples
from tools.openapi.generate import generated

text = generated(YAML_FILE.read_text(encoding="utf-8"))
YAML_FILE.write_text(text, encoding="utf-8")
examples = response_examples(yaml.load(text, Loader=yaml.CSafeLoader))
EXAMPLES.write_text(as_text(examples), encoding="utf-8")

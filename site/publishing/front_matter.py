"""Texts in the front matter of a page that the build writes."""

from __future__ import annotations

import json


def yaml_text(text: str) -> str:
    """A text as YAML, whatever is in it: a JSON string is a YAML string too."""
    return json.dumps(text, ensure_ascii=False)

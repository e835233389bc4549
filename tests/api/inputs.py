"""The answers of a JSON document as the fields of a page, or the columns of a row."""

from collections.abc import Iterator
from typing import Any


def named(answers: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every answer by the name of its input."""
    if isinstance(answers, dict):
        for key, answer in answers.items():
            yield from named(answer, f"{prefix}.{key}" if prefix else key)
    elif isinstance(answers, list):
        for place, answer in enumerate(answers):
            yield from named(answer, f"{prefix}[{place}]")
    else:
        yield prefix, answers

"""The first day that a calculation accepts for each date, found by asking for one long before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from functions.calculators.load import load
from functions.forms.definition import Kind
from functions.forms.errors import FieldError
from functions.forms.parse import parse_json_answers

LONG_BEFORE = "1000-01-01"
MINIMUM = "minimum"
SEVERAL = "another answer"


def first_days(name: str, examples: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The first accepted day by the path of the answer, where it is that of every example.

    ``examples`` are requests that the calculator accepts. A bound that differs from one to another
    follows from other answers.
    """
    schema = load(name).schema
    # What several operations share has no bound of its own.
    paths = [
        question.path
        for question in schema.form.questions()
        if question.kind is Kind.DATE and not {".", "["} & set(question.path)
    ]
    found: dict[str, set[str]] = {path: set() for path in paths}
    for example in examples:
        for path in paths:
            request = {**example, path: LONG_BEFORE}
            first = _first(path, parse_json_answers(schema, request).issues)
            # Another answer is no bound of the law.
            found[path] |= {SEVERAL} if first & set(map(str, example.values())) else first
    return {
        path: min(days) for path, days in found.items() if len(days) == 1 and SEVERAL not in days
    }


def _first(path: str, issues: Iterable[FieldError]) -> set[str]:
    bounds = (issue.limits.get(MINIMUM) for issue in issues if issue.path == path)
    return {first.isoformat() for first in bounds if isinstance(first, date)}

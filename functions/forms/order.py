"""Puts what is wrong in the order of the page, so that a reader meets it from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable

from functions.forms.definition import FormDefinition
from functions.forms.errors import FieldError
from functions.forms.paths import INDEX, question_path


def in_order(questions: FormDefinition, issues: Iterable[FieldError]) -> tuple[FieldError, ...]:
    """The issues in the order of the questions, entry by entry; unknown answers come last."""
    places = {question.path: place for place, question in enumerate(questions.questions())}
    return tuple(sorted(issues, key=lambda issue: _place(issue.path, places)))


def _place(path: str, places: dict[str, int]) -> tuple[int, ...]:
    index = INDEX.search(path)
    own = _first(question_path(path), places)
    if index is None:
        return (own,)
    group = _first(path[: index.start()], places)
    return group, int(index[1]), own


def _first(path: str, places: dict[str, int]) -> int:
    """The place of the question, or of the first question of that group."""
    starts = (f"{path}.", f"{path}[")
    return next(
        (p for name, p in places.items() if name == path or name.startswith(starts)),
        len(places),
    )

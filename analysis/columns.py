"""The columns of the file that is read: the paths of the questions."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from functions.forms.definition import FormDefinition, Question
from functions.forms.paths import FIELD_INDEX


class CannotRead(ValueError):
    """The file cannot be used at all; the message says why."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which cell of a row answers which question, and which go over into the results as they are.

    ``answers`` holds the path of each cell, ``None`` where it answers nothing.
    """

    answers: tuple[str | None, ...]
    kept: tuple[int, ...]


def read_heading(
    questions: FormDefinition, heading: Sequence[str], keep: Collection[str]
) -> Columns:
    """The columns of a file, from its first line.

    Raises:
        CannotRead: a column is no question, comes twice, or was to be kept and is not there.
    """
    names = [name.strip() for name in heading]
    wrong = [*_missing(names, keep), *_repeated(names), *_unknown(questions, names, keep)]
    if not any(names):
        wrong = ["the first line must name the columns; --columns lists them"]
    if wrong:
        raise CannotRead("\n".join(wrong))
    return Columns(
        answers=tuple(None if name in keep else name for name in names),
        kept=tuple(names.index(name) for name in keep),
    )


def describe(questions: FormDefinition) -> Iterator[tuple[str, str, str, str, str]]:
    """Each column: its name, the type, whether it is required, what its absence means, bounds."""
    for question in questions.questions():
        path = question.list_path
        entries = "" if path is None else f"; [] from [0] to [{questions.lists[path].maximum - 1}]"
        required = "required" if question.required else ""
        yield (
            question.path,
            question.kind.value,
            required,
            question.default or "",
            _accepted(question) + entries,
        )


def _accepted(question: Question) -> str:
    if question.options:
        return " ".join(question.options)
    if question.minimum is None or question.maximum is None:
        return {"boolean": "yes no", "date": "2026-01-31", "month": "2026-01"}[question.kind]
    return f"{question.minimum} to {question.maximum}"


def _missing(names: Collection[str], keep: Collection[str]) -> Iterator[str]:
    for name in keep:
        if name not in names:
            yield f"{name}: to be kept, but there is no such column"


def _repeated(names: Sequence[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"{name or 'a column without name'}: more than once"


def _unknown(
    questions: FormDefinition, names: Sequence[str], keep: Collection[str]
) -> Iterator[str]:
    known = {question.path for question in questions.questions()}
    for name in names:
        if name in keep:
            continue
        if FIELD_INDEX.sub("[]", name) not in known or not _within_bounds(questions, name):
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            yield f"{name or 'a column without name'}: no question{hint} (--keep copies it)"


def _within_bounds(questions: FormDefinition, name: str) -> bool:
    """Whether the list may have an entry at that place."""
    place = FIELD_INDEX.search(name)
    if place is None:
        return "[]" not in name
    return int(place[1]) < questions.lists[name[: place.start()]].maximum

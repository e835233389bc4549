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

    ``answers`` holds the path of each cell, ``None`` where it answers nothing; ``weight`` is the
    place of the cell that says for how many households a row stands.
    """

    answers: tuple[str | None, ...]
    kept: tuple[int, ...]
    weight: int | None = None


def read_heading(
    questions: FormDefinition,
    heading: Sequence[str],
    keep: Collection[str],
    weight: str | None = None,
) -> Columns:
    """The columns of a file, from its first line.

    Raises:
        CannotRead: a column is no question, comes twice, or is needed and not there.
    """
    names = [name.strip() for name in heading]
    copied = {*keep, weight}
    wrong = [
        *_missing(names, keep, weight),
        *_repeated(names),
        *_unknown(questions, names, copied),
        *_unanswered(questions, names),
    ]
    if not any(names):
        wrong = ["the first line must name the columns; --columns lists them"]
    if wrong:
        raise CannotRead("\n".join(wrong))
    return Columns(
        answers=tuple(None if name in copied else name for name in names),
        kept=tuple(names.index(name) for name in keep),
        weight=None if weight is None else names.index(weight),
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


def _missing(names: Collection[str], keep: Collection[str], weight: str | None) -> Iterator[str]:
    for name in keep:
        if name not in names:
            yield f"{name}: to be kept, but there is no such column"
    if weight is not None and weight not in names:
        yield f"{weight}: to be the weight, but there is no such column"


def _unanswered(questions: FormDefinition, names: Collection[str]) -> Iterator[str]:
    """The questions that every row must answer, and that no column does."""
    asked = {FIELD_INDEX.sub("[]", name) for name in names}
    for question in questions.questions():
        may_be_empty = question.default is not None or question.today or question.page_only
        always = question.required and question.shown_if is None and not may_be_empty
        if always and question.path not in asked:
            yield f"{question.path}: required in every row, but there is no such column"


def _repeated(names: Sequence[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"{name or 'a column without name'}: more than once"


def _unknown(
    questions: FormDefinition, names: Sequence[str], keep: Collection[str | None]
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

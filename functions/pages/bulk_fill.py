"""Fills the empty rows of a table of months with one amount; every other row stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from functions.forms.definition import FormDefinition, Question
from functions.forms.errors import FieldError
from functions.forms.numbers import ParseError
from functions.forms.parse_form import parse_value
from functions.pages.month_rows import MONTH
from functions.pages.repeated_rows import FILL, FormState


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkFill:
    """The amount for every empty month. It is no answer: the rows that it fills are.

    ``typed`` is what is in its field; ``count`` how many rows it just filled, ``None`` where
    its button was not pressed; ``issue`` why it could not fill any.
    """

    typed: str = ""
    count: int | None = None
    issue: FieldError | None = None


def columns(questions: FormDefinition, path: str) -> tuple[Question, ...]:
    """The questions of a table with a row a month, but for the month itself."""
    asked = (question for question in questions.questions() if question.list_path == path)
    return tuple(question for question in asked if question.path != f"{path}[].{MONTH}")


def bulk_fill(
    questions: FormDefinition, intent: str, arranged: FormState, typed: str
) -> tuple[FormState, BulkFill]:
    """The form with its empty rows filled, where that button was pressed."""
    button, _, path = intent.partition(":")
    if button != FILL or path != questions.table:
        return arranged, BulkFill(typed=typed)
    # The first column is the one that the field above the table is for.
    question = columns(questions, path)[0]
    refused = _refused(question, typed)
    if refused is not None:
        return arranged, BulkFill(typed=typed, issue=refused)
    name = question.path.removeprefix(f"{path}[].")
    rows = (f"{path}[{row}].{name}" for row in range(len(arranged.months)))
    empty = [row for row in rows if not arranged.typed[row].strip()]
    filled: Mapping[str, str] = {**arranged.typed, **dict.fromkeys(empty, typed.strip())}
    return replace(arranged, typed=filled), BulkFill(count=len(empty))


def _refused(question: Question, typed: str) -> FieldError | None:
    """What is wrong with the amount."""
    try:
        parse_value(question, typed)
    except ParseError as refused:
        return FieldError(path=FILL, code=refused.code, limits=refused.limits)
    return None

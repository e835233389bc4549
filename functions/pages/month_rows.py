"""The rows of a table of months: each keeps what was typed for its month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from functions.forms.definition import FormDefinition
from functions.law.core.values import Month
from functions.pages.repeated_rows import rows_of, without_rows

MONTH = "month"
"""The question that names the month of a row; the others are the columns of the table."""


def months_typed(typed: Mapping[str, str], path: str) -> dict[str, int]:
    """The row of each month that the table of that list was sent with."""
    rows = rows_of(typed, path).items()
    return {text.strip(): row for (row, name), text in rows if name == MONTH}


def with_month_rows(
    questions: FormDefinition, path: str, typed: Mapping[str, str], months: Sequence[Month]
) -> dict[str, str]:
    """What was typed, with one row for each of those months, in that order, and no other."""
    rows, row_of = rows_of(typed, path), months_typed(typed, path)
    names = [
        question.path.removeprefix(f"{path}[].")
        for question in questions.questions()
        if question.list_path == path
    ]
    kept = without_rows(typed, path)
    for place, month in enumerate(months):
        given = row_of.get(str(month))
        for name in names:
            before = "" if given is None else rows.get((given, name), "")
            kept[f"{path}[{place}].{name}"] = str(month) if name == MONTH else before
    return kept

"""The rows of a page: one for each entry of a list, with a button to add one and to take one away.

A button says in ``intent`` what it does: ``add:children``, ``remove:children:2``,
``fill:receivedPayments``. ``step:title`` shows the form at a section, to change it. In a page of
steps ``next:title`` leaves a step, and ``check`` shows all answers. ``open`` shows the form,
``live`` no more than the answer so far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from functions.forms.definition import FormDefinition, ListBounds
from functions.forms.paths import ENTRY
from functions.i18n.catalog import LANGUAGES
from functions.law.core.values import Month
from functions.pages.kept import LIVE, OPEN, ORIGIN, opens

CALCULATE = "calculate"
ADD = "add"
REMOVE = "remove"
SHOW_MONTHS = "showMonths"
FILL = "fill"
NEXT = "next"
STEP = "step"
CHECK = "check"
SAVE_DATES = "calendar"
SAVE_CSV = "csv"
SAVE_ODS = "ods"
SUMMARIZE = "summary"
PERSONAL = "personal"
"""Leads to the page of names of a form."""
NUMBER = "[0-9]{1,2}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """A form as the reader wants it next: what was typed, and how many rows each list has.

    ``months`` are the rows of the table, where the page has one. ``asks`` says that the reader is
    still filling in: the form comes back without a result. ``needs`` holds the answers without
    which even that cannot be; ``None`` means all. ``filled`` are the answers that the page makes
    of others; ``facts`` what it derives from them, on which questions depend.
    """

    typed: Mapping[str, str]
    rows: Mapping[str, int] = field(default_factory=dict)
    months: tuple[Month, ...] = ()
    asks: bool = False
    needs: frozenset[str] | None = None
    filled: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


def intent_pattern(questions: FormDefinition) -> str:
    """What ``intent`` may be: the buttons of the page, as the contract writes them."""
    languages = "|".join(LANGUAGES)
    return f"^(language:({languages}):)?({'|'.join(_intents(questions))})$"


def _intents(questions: FormDefinition) -> Iterator[str]:
    yield CALCULATE
    yield LIVE
    yield f"{OPEN}(:{ORIGIN})?"
    for bounds in questions.rows():
        path = re.escape(bounds.path)
        yield f"{ADD}:{path}"
        yield f"{REMOVE}:{path}:{NUMBER}"
    if questions.table is not None:
        yield SHOW_MONTHS
        yield f"{FILL}:{re.escape(questions.table)}"
    sections = "|".join(
        name for section in questions.sections for name in (*section.former, section.id)
    )
    yield f"{STEP}:({sections})"
    if questions.steps:
        yield f"{NEXT}:({sections})"
        yield CHECK
    yield from questions.offers
    if questions.fills is not None:
        yield PERSONAL


def asks_for_months(intent: str) -> bool:
    """Whether the button needs the rows of months: it shows them, or fills them."""
    return intent == SHOW_MONTHS or intent.startswith(f"{FILL}:")


def arrange_rows(questions: FormDefinition, intent: str, typed: Mapping[str, str]) -> FormState:
    """The form with the rows that were typed, one more or one less if that button was pressed.

    Rows come and go at any time: nothing has to be right for it yet.
    """
    button, _, rest = intent.partition(":")
    path, _, number = rest.partition(":")
    counts = {bounds.path: row_count(typed, bounds) for bounds in questions.rows()}
    if opens(intent):
        return FormState(typed=typed, rows=counts, asks=True, needs=frozenset())
    if path not in counts or button not in (ADD, REMOVE):
        return FormState(typed=typed, rows=counts)
    bounds, count = questions.lists[path], counts[path]
    if button == ADD and count < bounds.maximum:
        counts[path] = count + 1
        typed = {**typed, **dict(_repeated(questions, path, count, typed))}
    elif number.isdecimal() and int(number) < count and count > bounds.minimum:
        typed = without_row(typed, path, int(number))
        counts[path] = count - 1
    return FormState(typed=typed, rows=counts, asks=True, needs=frozenset())


def _repeated(
    questions: FormDefinition, path: str, row: int, typed: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """What a new entry takes over from the one before it."""
    for question in questions.questions():
        if question.repeats and question.list_path == path and row:
            before = typed.get(question.path.replace("[]", f"[{row - 1}]"), "")
            if before.strip():
                yield question.path.replace("[]", f"[{row}]"), before


def row_count(typed: Mapping[str, str], bounds: ListBounds) -> int:
    """How many rows a list has: those that were typed in, and no fewer than it must have."""
    last = max((row for row, _ in rows_of(typed, bounds.path)), default=-1)
    return min(max(last + 1, bounds.minimum), bounds.maximum)


def rows_of(typed: Mapping[str, str], path: str) -> dict[tuple[int, str], str]:
    """What was typed in the rows of a list, by row and question."""
    start = f"{path}["
    rows = ((name, value) for name, value in typed.items() if name.startswith(start))
    matches = ((ENTRY.fullmatch(name), value) for name, value in rows)
    return {
        (int(match["index"]), match["name"]): value
        for match, value in matches
        if match is not None and match["list"] == path
    }


def without_rows(typed: Mapping[str, str], path: str) -> dict[str, str]:
    """What was typed elsewhere than in the rows of a list."""
    return {name: value for name, value in typed.items() if not name.startswith(f"{path}[")}


def without_row(typed: Mapping[str, str], path: str, gone: int) -> dict[str, str]:
    """The same without the row of that number; the rows after it move up."""
    kept = without_rows(typed, path)
    for (row, name), value in rows_of(typed, path).items():
        if row != gone:
            kept[f"{path}[{row - (row > gone)}].{name}"] = value
    return kept

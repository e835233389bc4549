"""One row, from its cells to its answer: read as a page reads them, computed as the API does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from analysis.calculators import Calculator
from analysis.columns import Columns
from analysis.totals import WEIGHT_FORM, weight_of
from functions.exports.csv import plain
from functions.forms import parse_form
from functions.forms.definition import Question
from functions.forms.form_fields import nest
from functions.forms.parse import parse_form_answers
from functions.http.serialization import encode_json
from functions.i18n.catalog import Catalog, catalog_of
from functions.i18n.messages import message
from functions.law.core.values import Value

MARKS = ("row", "hypothetical", "refused", "problems")
WHOLE = "answer"
BETWEEN = " | "
KEPT = 50_000
"""So many different cells are kept parsed."""
TOO_LONG = "the row has more cells than the heading"
NO_WEIGHT = f"the weight must be {WEIGHT_FORM}"
FAILED = "these figures cannot be computed with"


class _Unsaid(Catalog):
    """Says nothing: a table of figures has no room for sentences, and making them takes time."""

    def sentence(self, key: str, inputs: Mapping[str, Value]) -> str:
        del key, inputs
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How every row of a file is read and answered.

    ``today`` is what an empty date means; ``hypothetical`` holds the overrides as typed.
    ``whole`` adds the whole answer of the API, with its sentences in the language. ``weight`` is
    the column of weights, if there is one.
    """

    calculator: Calculator
    columns: Columns
    language: str
    today: date
    hypothetical: str = ""
    whole: bool = False
    weight: str = ""


def heading(reading: Reading, kept: Sequence[str]) -> list[str]:
    """The first line of the results."""
    whole = [WHOLE] if reading.whole else []
    return [*MARKS, *kept, *reading.calculator.answers, *whole]


def answer_row(reading: Reading, number: int, cells: Sequence[str] | str) -> list[str]:
    """The row of the results for a row of the file.

    ``number`` counts the rows from one; a text in place of cells says why there are none.
    """
    if isinstance(cells, str):
        return _refused(reading, number, (), (), (cells,))
    # A spreadsheet that opens the results must not run what somebody wrote into the file.
    kept = [plain(cells[place]) if place < len(cells) else "" for place in reading.columns.kept]
    if len(cells) > len(reading.columns.answers):
        return _refused(reading, number, kept, (), (TOO_LONG,))
    place = reading.columns.weight
    if place is not None and weight_of(cells[place] if place < len(cells) else "") is None:
        return _refused(reading, number, kept, (reading.weight,), (NO_WEIGHT,))
    try:
        return _answered(reading, number, kept, cells)
    except Exception as failure:  # noqa: BLE001 - a row must never stop those after it
        return _refused(reading, number, kept, (), (f"{FAILED}: {type(failure).__name__}",))


def _answered(
    reading: Reading, number: int, kept: Sequence[str], cells: Sequence[str]
) -> list[str]:
    rules = reading.calculator.simulator.schema
    pairs = zip(reading.columns.answers, cells, strict=False)
    # An entry of a list whose cells are all empty is no entry: households differ in size.
    typed = {path: cell for path, cell in pairs if path is not None and cell.strip()}
    decoded = parse_form_answers(rules, nest(typed), reading.today, _value)
    if decoded.issues:
        paths = [issue.path for issue in decoded.issues]
        said = [message(reading.language, rules.form, issue) for issue in decoded.issues]
        return _refused(reading, number, kept, paths, said)
    document = _document(reading, decoded.request)
    answers = [_cell(document, column) for column in reading.calculator.answers]
    whole = [encode_json(document)] if reading.whole else []
    return [str(number), reading.hypothetical, "", "", *kept, *answers, *whole]


@lru_cache(KEPT)
def _value(question: Question, answer: object) -> object:
    """The value of a cell, kept: a file has the same dates and choices in row after row."""
    return parse_form.parse_value(question, answer)


def _document(reading: Reading, request: object) -> Mapping[str, Any]:
    """The answer of the API; without its sentences and steps where only figures are wanted."""
    simulator = reading.calculator.simulator
    result = simulator.compute(request)
    if reading.whole:
        return simulator.to_json(result, catalog_of(reading.language))
    return simulator.to_json(result, _unsaid(reading.language), reading.calculator.members)


def _refused(
    reading: Reading,
    number: int,
    kept: Sequence[str],
    paths: Sequence[str],
    said: Sequence[str],
) -> list[str]:
    row = [str(number), reading.hypothetical, " ".join(paths), plain(BETWEEN.join(said))]
    kept = kept or [""] * len(reading.columns.kept)
    empty = [""] * (len(reading.calculator.answers) + reading.whole)
    return [*row, *kept, *empty]


@cache
def _unsaid(language: str) -> Catalog:
    own = catalog_of(language)
    return _Unsaid(language=own.language, entries=own.entries, style=own.style, coded=own.coded)


def _cell(document: Mapping[str, Any], column: str) -> str:
    """One value of an answer as text; empty where the answer does not have it."""
    value: Any = document
    for name in _places(column):
        # The members of an answer are dictionaries; to ask for any mapping takes far longer.
        value = value.get(name) if isinstance(value, dict) else None
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


@cache
def _places(column: str) -> tuple[str, ...]:
    return tuple(column.split("."))

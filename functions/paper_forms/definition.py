"""The definition of a paper form, its sections and fields: ``definitions/<name>.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from functions import config_files
from functions.forms.definition import Question, form_definition

HERE = Path(__file__).parent / "definitions"
SHORT_KINDS = {
    "date": 10,
    "month": 7,
    "integer": 2,
    "amount": 14,
    "index": 6,
    "nationalNumber": 11,
    "iban": 42,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form.

    ``kind`` is that of the question it answers, or a kind that only paper has.
    ``answers`` is the path of that question: the simulator fills the field in from its answer.
    ``length`` is the number of characters that may be typed; ``columns`` the width, of twelve.
    ``sum`` names the fields whose total this field is, by their names with ``*`` for any part, and
    ``minus`` one that is taken off: a page computes it.
    ``personal`` says who somebody is: no answer of a calculator, but asked on a page of its own.
    """

    id: str
    kind: str
    answers: str | None = None
    options: tuple[str, ...] = ()
    widget: str = ""
    required: bool = False
    optional_after_first: bool = False
    length: int | None = None
    lines: int = 1
    columns: int = 12
    sum: str = ""
    minus: str = ""
    personal: bool = False

    def required_in(self, entry: int | None) -> bool:
        """Whether the field must be filled in, in that entry of a repeated section."""
        return self.required and not (self.optional_after_first and entry not in {None, 1})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of the same fields. ``rows`` names them: by number, or what each asks about.

    ``total`` is the row that adds up the others, if there is one.
    """

    id: str
    rows: tuple[str, ...]
    numbered: bool
    columns: tuple[Field, ...]
    total: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the form, printed ``repeat`` times when it asks the same for several persons."""

    id: str
    number: int
    repeat: int
    table: Table | None
    fields: tuple[Field, ...]

    def all_fields(self) -> Iterator[Field]:
        """The fields of the table and the others, each once."""
        if self.table:
            yield from self.table.columns
        yield from self.fields


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperForm:
    """A form. ``answers`` names the question set that its fields refer to.

    ``group`` is the subject under which the page of forms lists it, ``place`` its place there.
    """

    name: str
    group: str
    place: int
    answers: str | None
    revision: date
    sections: tuple[Section, ...]


def form_names() -> tuple[str, ...]:
    """The names of the forms that exist."""
    return config_files.names(HERE)


@cache
def paper_form(name: str) -> PaperForm:
    """The form of that name.

    Raises:
        FileNotFoundError: there is no such form.
    """
    data = config_files.read(HERE, name)
    answers = data.get("answers")
    questions = form_definition(answers).questions() if answers else ()
    by_path = {question.path: question for question in questions}
    return PaperForm(
        name=data["name"],
        group=data["group"],
        place=data["place"],
        answers=answers,
        revision=data["revision"],
        sections=tuple(_section(section, by_path) for section in data["sections"]),
    )


def _section(data: Mapping[str, Any], questions: Mapping[str, Question]) -> Section:
    table = data.get("table")
    return Section(
        id=data["id"],
        number=data["number"],
        repeat=data.get("repeat", 1),
        table=_table(table, questions) if table else None,
        fields=tuple(_field(field, questions) for field in data.get("fields", ())),
    )


def _table(data: Mapping[str, Any], questions: Mapping[str, Question]) -> Table:
    columns = tuple(_field(column, questions) for column in data["columns"])
    rows, numbered = data["rows"], isinstance(data["rows"], int)
    names = (str(number) for number in range(1, rows + 1)) if numbered else rows
    return Table(
        id=data["id"],
        rows=tuple(names),
        numbered=numbered,
        columns=columns,
        total=data.get("total"),
    )


def _field(data: Mapping[str, Any], questions: Mapping[str, Question]) -> Field:
    question = questions[data["answers"]] if "answers" in data else None
    kind = question.kind.value if question else data["kind"]
    options = question.options if question else ()
    return Field(
        id=data["id"],
        kind=kind,
        answers=data.get("answers"),
        options=tuple(data.get("options", options)),
        widget=question.widget if question else data.get("widget", ""),
        required=data.get("required", False),
        optional_after_first=data.get("optionalAfterFirst", False),
        length=data.get("length", SHORT_KINDS.get(kind)),
        lines=data.get("lines", 1),
        columns=data.get("columns", 12),
        sum=data.get("sum", ""),
        minus=data.get("minus", ""),
        personal=data.get("personal", False),
    )

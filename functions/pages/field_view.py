"""The parts of a form as a page shows them: fields, rows, sections, a table, problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from functions.forms.definition import FormDefinition, Kind, Question
from functions.law.core.values import Month

MOST_IN_A_ROW, LONGEST_IN_A_ROW = 3, 14
"""Options that share a row: how many, and how long their words may be."""


class Option(NamedTuple):
    """One answer to choose."""

    id: str
    value: str
    label: str
    chosen: bool
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """Which answer shows a question: the field that it is given in, its options, and a number.

    The number says which options and questions of a section belong together.
    """

    name: str
    answers: tuple[str, ...]
    number: int


class Field(NamedTuple):
    """One question of the page, for one entry of a list or once for all."""

    question: Question
    name: str
    id: str
    label: str
    hint: str
    typed: str
    errors: tuple[str, ...]
    optional: bool
    options: tuple[Option, ...]
    is_new: bool = False
    """Whether the reader has just asked for it: it is where they want to go on."""
    applies: bool = True
    """Whether its answer counts; one that does not is kept."""
    reveal: Reveal | None = None
    """The answer of the same step that shows it; without one, only what applies is shown."""
    unit: str = ""
    """What stands inside the field after the figure."""

    @property
    def is_shown(self) -> bool:
        """Whether the field is on the page; else its answer is sent along unseen."""
        return self.applies or self.reveal is not None

    @property
    def kind(self) -> Kind:
        """What the answer is; it decides how the field looks."""
        return self.question.kind

    @property
    def target(self) -> str:
        """The id that a link to this question leads to: its input, or its first option."""
        as_radio = self.options and self.question.widget != "select"
        return self.options[0].id if as_radio else self.id

    @property
    def has_short_options(self) -> bool:
        """Whether its options fit in one row: they are few, in a word or two, and need no hint."""
        return len(self.options) <= MOST_IN_A_ROW and all(
            not option.hint and len(option.label) <= LONGEST_IN_A_ROW for option in self.options
        )

    @property
    def is_touched(self) -> bool:
        """Whether it must be in sight: something was typed that is not the default, or is wrong."""
        return bool(self.errors) or self.typed.strip() not in ("", self.question.default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The questions of a section, once or for one entry. ``number`` counts from one."""

    number: int
    fields: tuple[Field, ...]

    @property
    def asked(self) -> tuple[Field, ...]:
        """The questions that stand by themselves: not below the answer that shows them."""
        return tuple(f for f in self.fields if f.is_shown and f.reveal is None)

    @property
    def unseen(self) -> tuple[Field, ...]:
        """The questions that do not apply, whose answers are sent along."""
        return tuple(f for f in self.fields if not f.is_shown)

    def revealed(self, field: Field, option: Option) -> tuple[Field, ...]:
        """The questions below that option: the last one that shows them."""
        return tuple(
            f
            for f in self.fields
            if f.reveal is not None
            and f.reveal.name == field.name
            and option.value == [o.value for o in field.options if o.value in f.reveal.answers][-1]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """One month to fill in. ``name`` is what its hidden input sends along as ``month``."""

    name: str
    month: Month
    month_name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTable:
    """A list shown as a table. ``columns`` are the keys of its headings, that of the month first.

    It has no rows until the reader asks for them. ``fill`` is the field for the amount of every
    empty month, ``fill_intent`` what its button does, ``filled`` how many it just filled.
    """

    key: str
    columns: tuple[str, ...]
    rows: tuple[MonthRow, ...]
    fill: Field
    fill_intent: str
    filled: int | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of the table, row by row."""
        return tuple(field for row in self.rows for field in row.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """One section of the form. ``more`` holds the questions that are folded away.

    ``shows_table`` says that the table is below its questions.
    ``list_path`` and ``list_key`` are those of the list that repeats it, empty where none does.
    """

    id: str
    key: str
    rows: tuple[Row, ...]
    more: tuple[Field, ...]
    reasons: tuple[tuple[str, str], ...]
    shows_table: bool
    list_path: str
    list_key: str
    can_add: bool
    can_remove: bool
    applies: bool = True
    reveals: tuple[Reveal, ...] = ()
    """What the answers of the section show."""
    table_reveal: Reveal | None = None
    """The answer that shows the table of months."""

    def numbers(self, name: str, value: str) -> str:
        """The numbers of what an option shows, for the style sheet."""
        every = (*self.reveals, *(() if self.table_reveal is None else (self.table_reveal,)))
        shown = {r.number for r in every if r.name == name and value in r.answers}
        return " ".join(str(number) for number in sorted(shown))

    @property
    def lone_question(self) -> Field | None:
        """The one question with options that it asks: its words are the title of the step."""
        asked = () if self.list_path or len(self.rows) != 1 else self.rows[0].asked
        is_lone = len(asked) == 1 and asked[0].options and asked[0].question.widget != "select"
        return asked[0] if is_lone else None

    @property
    def more_shown(self) -> tuple[Field, ...]:
        """The questions that are folded away, those that apply or can."""
        return tuple(field for field in self.more if field.is_shown)

    @property
    def more_unseen(self) -> tuple[Field, ...]:
        """The questions that are folded away and do not apply; their answers are sent along."""
        return tuple(field for field in self.more if not field.is_shown)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of the section, those that are folded away last."""
        return (*(field for row in self.rows for field in row.fields), *self.more)

    @property
    def more_is_open(self) -> bool:
        """Whether a folded question holds an answer or an error."""
        return any(field.is_touched and field.applies for field in self.more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One line of the error summary: the message, and the id that it leads to."""

    text: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The whole form."""

    id: str
    questions: FormDefinition
    sections: tuple[FormSection, ...]
    table: MonthTable | None
    problems: tuple[Problem, ...]

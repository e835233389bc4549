"""A form in one language, ready to print: every field of every entry and row, with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from functions.i18n.catalog import Catalog
from functions.paper_forms.definition import Field, PaperForm, Section, Table

COMMON = "paper_common"
YES_NO = ("yes", "no")
COLUMNS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose. ``spoken`` is what a screen reader says of it."""

    value: str
    label: str
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """One field on the sheet. ``name`` is its name in the PDF, ``spoken`` what is said of it.

    ``sum`` names the fields that it adds up, if any (see ``Field``).
    """

    name: str
    kind: str
    label: str
    hint: str
    spoken: str
    required: bool
    options: tuple[Option, ...]
    field: Field
    sum: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table. Its heading is its number, or what it asks about."""

    heading: str
    widgets: tuple[Widget, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its heading and its width, of twelve."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """A table: its caption, its columns, its rows; ``numbered`` says what its rows are called."""

    caption: str
    row_heading: str
    numbered: bool
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The fields of one entry of a section; it has a heading when the section repeats."""

    heading: str
    widgets: tuple[Widget, ...]

    def lines(self) -> Iterator[tuple[Widget, ...]]:
        """The fields that are beside each other: of at most twelve columns."""
        line: list[Widget] = []
        for widget in self.widgets:
            if line and sum(one.field.columns for one in (*line, widget)) > COLUMNS:
                yield tuple(line)
                line = []
            line.append(widget)
        yield tuple(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section on the sheet."""

    id: str
    heading: str
    intro: str
    table: PrintedTable | None
    entries: tuple[Entry, ...]

    def widgets(self) -> Iterator[Widget]:
        """Every field of the part, in reading order."""
        if self.table:
            for row in self.table.rows:
                yield from row.widgets
        for entry in self.entries:
            yield from entry.widgets


def parts(form: PaperForm, catalog: Catalog) -> tuple[Part, ...]:
    """The form in that language."""
    return tuple(
        _Composer(f"paper_{form.name}", catalog).part(section) for section in form.sections
    )


@dataclass(frozen=True, slots=True)
class _Composer:
    """Puts the words of one form into its parts."""

    file: str
    catalog: Catalog

    def part(self, section: Section) -> Part:
        """A section with its words."""
        heading = self._text(f"sections.{section.id}.heading")
        numbers = range(1, section.repeat + 1)
        return Part(
            id=section.id,
            heading=self._common("part", number=str(section.number), heading=heading),
            intro=self._optional(f"sections.{section.id}.intro"),
            table=self._table(section, section.table) if section.table else None,
            entries=tuple(self._entry(section, heading, number) for number in numbers),
        )

    def _entry(self, section: Section, heading: str, number: int) -> Entry:
        repeated = section.repeat > 1
        title = self._text(f"sections.{section.id}.entry", number=number) if repeated else ""
        prefix = f"{section.id}-{number}" if repeated else section.id
        widgets = tuple(
            self._widget(section, field, prefix, title or heading, field.required_in(number))
            for field in section.fields
        )
        return Entry(heading=title, widgets=widgets)

    def _table(self, section: Section, table: Table) -> PrintedTable:
        key = f"sections.{section.id}"
        return PrintedTable(
            caption=self._text(f"{key}.caption"),
            row_heading=self._text(f"{key}.rowHeading"),
            numbered=table.numbered,
            columns=tuple(self._column(section, field) for field in table.columns),
            rows=tuple(self._row(section, table, name) for name in table.rows),
        )

    def _column(self, section: Section, field: Field) -> Column:
        heading = self._explained(*self._asked(section, field))
        return Column(heading=heading, width=field.columns)

    def _row(self, section: Section, table: Table, name: str) -> Row:
        title = self._row_title(section, table, name)
        prefix = f"{section.id}-{name}"
        widgets = tuple(
            replace(widget, sum=f"{section.id}-*-{widget.field.id}")
            if name == table.total
            else widget
            for field in table.columns
            for widget in [self._widget(section, field, prefix, title, field.required)]
        )
        return Row(heading=name if table.numbered else title, widgets=widgets)

    def _row_title(self, section: Section, table: Table, name: str) -> str:
        """The name of a row out of its table: a number says too little."""
        if table.numbered:
            return self._text(f"sections.{section.id}.row", number=int(name))
        return self._text(f"sections.{section.id}.rows.{name}")

    def _widget(
        self, section: Section, field: Field, prefix: str, part: str, required: bool
    ) -> Widget:
        label, hint = self._asked(section, field)
        spoken = self._named(part, self._explained(label, hint))
        return Widget(
            name=f"{prefix}-{field.id}",
            kind=field.kind,
            label=label,
            hint=hint,
            spoken=self._explained(spoken, self._common("required")) if required else spoken,
            required=required,
            options=tuple(self._options(section, field, label)),
            field=field,
            sum=field.sum,
        )

    def _asked(self, section: Section, field: Field) -> tuple[str, str]:
        """What the form asks, and how to write the answer."""
        key = f"fields.{section.id}.{field.id}"
        return self._text(f"{key}.label"), self._optional(f"{key}.hint") or self._way(field.kind)

    def _options(self, section: Section, field: Field, question: str) -> Iterator[Option]:
        own = f"{self.file}.fields.{section.id}.{field.id}.options"
        table, values = own, field.options
        if field.kind == "boolean":
            table, values = f"{COMMON}.yesNo", YES_NO
        for value in values:
            label = self.catalog.gettext(f"{table}.{value}")
            yield Option(value=value, label=label, spoken=self._named(question, label))

    def _way(self, kind: str) -> str:
        """How an answer of that kind is written, when it needs saying."""
        key = f"{COMMON}.hints.{kind}"
        return self.catalog.gettext(key) if self.catalog.has(key) else ""

    def _explained(self, label: str, hint: str) -> str:
        return self._common("explained", label=label, hint=hint) if hint else label

    def _named(self, part: str, label: str) -> str:
        return self._common("named", part=part, label=label)

    def _common(self, key: str, **pieces: str) -> str:
        """A word of every form; the pieces are words already, to be joined and not looked up."""
        return self.catalog.entries[f"{COMMON}.{key}"].format(**pieces)

    def _text(self, key: str, **inputs: int) -> str:
        return self.catalog.gettext(f"{self.file}.{key}", **inputs)

    def _optional(self, key: str) -> str:
        return self._text(key) if self.catalog.has(f"{self.file}.{key}") else ""

"""What is written into a form: by field, from the answers that the form asks for as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from functions.forms.names import snake
from functions.i18n.catalog import Catalog
from functions.i18n.formats import format_amount
from functions.law.core.values import Cents, IndexPoints, Month
from functions.paper_forms.definition import Field, PaperForm, Section

COMMON = "paper_common"
YES_NO = {True: "yes", False: "no"}
LIST = "[]."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value for one field.

    ``name`` is the field's name in the PDF, ``label`` what it asks, with its part; ``value`` what
    the field takes, ``shown`` what a reader sees of it.
    """

    name: str
    label: str
    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes the entries of one form in one language."""

    form: PaperForm
    catalog: Catalog

    def answered(self, answers: object) -> Iterator[Entry]:
        """An entry for every field that asks what was answered, entry by entry of a list."""
        for section in self.form.sections:
            for field in section.fields:
                if field.answers is not None:
                    yield from self._answered(section, field, field.answers, answers)

    def _answered(
        self, section: Section, field: Field, path: str, answers: object
    ) -> Iterator[Entry]:
        listed, _, rest = path.rpartition(LIST)
        if not listed:
            yield from self.entry(section, field, _found(answers, path))
            return
        for place, one in enumerate(_found(answers, listed), start=1):
            yield from self.entry(section, field, _found(one, rest), entry=place)

    def entry(
        self,
        section: Section,
        field: Field,
        value: object,
        *,
        entry: int | None = None,
        row: str | None = None,
    ) -> Iterator[Entry]:
        """The entry of a field, in that entry of its section or row of its table.

        Nothing where there is no value, or where the form does not offer that option.
        """
        written = self.written(field, value)
        if written is None or (field.options and written not in field.options):
            return
        place = row if row is not None else entry
        prefix = section.id if place is None else f"{section.id}-{place}"
        yield Entry(
            name=f"{prefix}-{field.id}",
            label=self._label(section, field, entry, row),
            value=written,
            shown=self._shown(section, field, written),
        )

    def written(self, field: Field, value: object) -> str | None:
        """The value as the field takes it; ``None`` where there is none."""
        match value:
            case bool():
                return YES_NO[value]
            case Month():
                return value.first_day().strftime(self._pattern("month"))
            case date():
                return value.strftime(self._pattern("date"))
            case int():
                return self._figure(field, value)
            case _:
                return None if value is None else str(value)

    def _figure(self, field: Field, value: int) -> str:
        """A figure without its unit, which is beside the field."""
        match field.kind:
            case "amount":
                return format_amount(self.catalog.style, Cents(value))
            case "index":
                return self.catalog.format(IndexPoints(value))
            case _:
                return str(value)

    def _pattern(self, kind: str) -> str:
        return self.catalog.entries[f"{COMMON}.pattern.{kind}"]

    def _label(self, section: Section, field: Field, entry: int | None, row: str | None) -> str:
        file = f"paper_{self.form.name}"
        key = f"{file}.sections.{section.id}"
        if row is not None:
            numbered = section.table is None or section.table.numbered
            part = (
                self.catalog.gettext(f"{key}.row", number=int(row))
                if numbered
                else self.catalog.gettext(f"{key}.rows.{row}")
            )
        elif entry is not None:
            part = self.catalog.gettext(f"{key}.entry", number=entry)
        else:
            part = self.catalog.gettext(f"{key}.heading")
        label = self.catalog.gettext(f"{file}.fields.{section.id}.{field.id}.label")
        return self.catalog.entries[f"{COMMON}.named"].format(part=part, label=label)

    def _shown(self, section: Section, field: Field, written: str) -> str:
        if field.kind == "boolean":
            return self.catalog.gettext(f"{COMMON}.yesNo.{written}")
        if field.options:
            key = f"paper_{self.form.name}.fields.{section.id}.{field.id}.options.{written}"
            return self.catalog.gettext(key)
        return written


def section_of(form: PaperForm, name: str) -> Section:
    """The section of that name.

    Raises:
        KeyError: the form has none.
    """
    return {section.id: section for section in form.sections}[name]


def column_of(section: Section, name: str) -> Field:
    """The field of that name, in the section or in its table.

    Raises:
        KeyError: there is none.
    """
    return {field.id: field for field in section.all_fields()}[name]


def _found(answers: object, path: str) -> Any:
    """The answer at a path of the wire, ``title.startIndex.figure``.

    A form may ask for more than the calculator does: then there is none.
    """
    found: Any = answers
    for name in path.split("."):
        if found is None:
            return None
        found = getattr(found, snake(name), None)
    return found

"""The answers that a result rests on, as the reader gave them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from functions.forms.definition import Kind
from functions.forms.numbers import ParseError
from functions.forms.parse_form import parse_value
from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents
from functions.pages.field_view import Field, Form, FormSection, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    """The answers of one section, or of one entry of a list. Each is a question and its answer."""

    heading: str
    answers: tuple[tuple[str, str], ...]


class Said:
    """The answers of a form to be read, in one language; each is put into words once."""

    def __init__(self, catalog: Catalog) -> None:
        """Nothing is in words yet."""
        self.catalog = catalog
        self._texts: dict[str, str] = {}

    def __call__(self, field: Field) -> str:
        """The answer in a field (``said``)."""
        text = self._texts.get(field.name)
        if text is None:
            text = self._texts[field.name] = said(field, self.catalog)
        return text


def answers(form: Form, answer: Said) -> tuple[AnswerGroup, ...]:
    """Every answer given, in the order of the page; what was left empty is left out."""
    return tuple(group for group in _groups(form, answer) if group.answers)


def _groups(form: Form, answer: Said) -> Iterator[AnswerGroup]:
    catalog = answer.catalog
    for section in form.sections:
        if not section.applies:
            continue
        folded = tuple(field for field in section.more if field.is_touched)
        for row in section.rows:
            yield AnswerGroup(
                heading=_heading(section, row, catalog),
                answers=_answered((*row.fields, *folded), answer),
            )
    if form.table is not None:
        yield AnswerGroup(
            heading=catalog.gettext(f"{form.table.key}.caption"),
            answers=_answered(form.table.fields, answer),
        )


def _heading(section: FormSection, row: Row, catalog: Catalog) -> str:
    if section.list_key:
        return catalog.gettext(f"{section.list_key}.entry", number=row.number)
    return catalog.gettext(f"{section.key}.title")


def _answered(fields: Iterable[Field], answer: Said) -> tuple[tuple[str, str], ...]:
    return tuple(
        (field.label, text) for field in fields if field.applies and (text := answer(field))
    )


def said(field: Field, catalog: Catalog) -> str:
    """An answer to be read: the words of an option, an amount as the language writes it.

    Anything else is as it was typed; so is an amount that cannot be used, which has an error.
    """
    if field.options:
        return next((option.label for option in field.options if option.chosen), "")
    typed = field.typed.strip()
    if field.kind is not Kind.AMOUNT:
        return typed
    try:
        amount = parse_value(field.question, typed)
    except ParseError:
        return typed
    return catalog.format(amount) if isinstance(amount, Cents) else typed

"""Names, addresses, births and file references: what the page of a form asks, and its check.

The fields are those of the form that are ``personal``, of the people whom the answers name. Those
with a national register number or an account number are not: they are never asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from functions.forms.errors import ParseErrorCode
from functions.forms.numbers import ParseError
from functions.forms.written_dates import written_date
from functions.i18n.catalog import Catalog
from functions.pages.personal_page import PersonalField, PersonalPart
from functions.paper_forms.definition import Field, PaperForm, Section
from functions.paper_forms.entries import COMMON, Entry, Writer

WORDS = "paper_personal"
NEVER_ASKED = frozenset({"nationalNumber", "iban"})
SHORT = 10
"""The most characters of a field that is as narrow as its answer, such as a postcode."""
SIGNER = 1
"""The number of the part about who signs: the reader, whom a browser may help to fill it in."""
ABOUT_THE_READER = {
    "lastName": "family-name",
    "firstNames": "given-name",
    "street": "street-address",
    "postalCode": "postal-code",
    "municipality": "address-level2",
    "country": "country-name",
    "phone": "tel",
    "email": "email",
}


class Personal:
    """What one form asks about people, beside the entries that are known already."""

    def __init__(self, form: PaperForm, catalog: Catalog, known: Iterable[Entry]) -> None:
        """A form in a language, with the entries made of the answers."""
        self._form, self._catalog = form, catalog
        self._writer = Writer(form, catalog)
        self._known = {entry.name: entry.value for entry in known}

    def parts(self, typed: Mapping[str, str]) -> tuple[PersonalPart, ...]:
        """The fields by person, with what was typed and what is wrong with it."""
        found = []
        for section, number in self._places():
            fields = tuple(
                self._field(section, field, number, typed)
                for field in section.fields
                if self._is_asked(section, field, number)
            )
            if fields:
                found.append(PersonalPart(heading=self._heading(section, number), fields=fields))
        return tuple(found)

    def entries(self, typed: Mapping[str, str]) -> Iterator[Entry]:
        """What was typed, as the form takes it; nothing of a field that the page does not have."""
        for section, number in self._places():
            for field in section.fields:
                text = _clean(typed.get(_name(section, field, number), ""))
                if text and self._is_asked(section, field, number):
                    value = written_date(text) if field.kind == "date" else text
                    yield from self._writer.entry(section, field, value, entry=number)

    def _places(self) -> Iterator[tuple[Section, int | None]]:
        """Each part, and each entry of a part that has several, where it is used."""
        for section in self._form.sections:
            if section.repeat == 1:
                yield section, None
                continue
            for number in range(1, section.repeat + 1):
                # With nothing known about anybody, the first one is asked about.
                if number == 1 or self._is_used(section, number):
                    yield section, number

    def _is_used(self, section: Section, number: int) -> bool:
        return any(_name(section, field, number) in self._known for field in section.fields)

    def _is_asked(self, section: Section, field: Field, number: int | None) -> bool:
        return field.personal and _name(section, field, number) not in self._known

    def _heading(self, section: Section, number: int | None) -> str:
        """Who the part is about, as the calculators call them; else its heading on the form."""
        words, own = self._catalog, f"{WORDS}.parts.{section.id}"
        form = f"paper_{self._form.name}.sections.{section.id}"
        if number is None:
            return words.gettext(own if words.has(own) else f"{form}.heading")
        born = self._known.get(f"{section.id}-{number}-birthDate")
        if born and words.has(f"{own}.born"):
            return words.gettext(f"{own}.born", day=written_date(born))
        entry = own if words.has(f"{own}.entry") else form
        return words.gettext(f"{entry}.entry", number=number)

    def _field(
        self, section: Section, field: Field, number: int | None, typed: Mapping[str, str]
    ) -> PersonalField:
        name = _name(section, field, number)
        key = f"paper_{self._form.name}.fields.{section.id}.{field.id}.label"
        text = typed.get(name, "")
        is_reader = section.number == SIGNER
        return PersonalField(
            name=name,
            label=self._catalog.gettext(key),
            hint=self._catalog.gettext(f"{COMMON}.hints.date") if field.kind == "date" else "",
            autocomplete=ABOUT_THE_READER.get(field.id, "off") if is_reader else "off",
            typed=text,
            error=self._error(field, _clean(text)),
            is_short=field.length is not None and field.length <= SHORT,
        )

    def _error(self, field: Field, text: str) -> str:
        """What is wrong with a text, in words; nothing of it is repeated there."""
        words = self._catalog
        if text and field.kind == "date":
            try:
                written_date(text)
            except ParseError as wrong:
                if wrong.code is not ParseErrorCode.NO_SUCH_DATE:
                    return words.gettext(f"{WORDS}.not_a_date")
                reason = words.gettext(f"errors.reasons.{wrong.code}.other")
                return reason[:1].upper() + reason[1:]
        elif field.length is not None and len(text) > field.length:
            return words.gettext(f"{WORDS}.too_long", count=field.length)
        return ""


def personal_names(form: PaperForm) -> frozenset[str]:
    """The names of all fields that the page of a form can have."""
    return frozenset(
        _name(section, field, number)
        for section in form.sections
        for field in section.fields
        if field.personal
        for number in (range(1, section.repeat + 1) if section.repeat > 1 else (None,))
    )


def _name(section: Section, field: Field, number: int | None) -> str:
    prefix = section.id if number is None else f"{section.id}-{number}"
    return f"{prefix}-{field.id}"


def _clean(text: str) -> str:
    """One line, with letters in the way that fonts have them."""
    return unicodedata.normalize("NFC", " ".join(text.split()))

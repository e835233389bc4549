"""Fills a PDF form with any text, which must be kept unchanged or shown in the annex.

What is kept must never become a part of the file's own structure.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from functions.paper_forms.blocks import Block
    from functions.paper_forms.entries import Entry

FORMS = (("advance", "fr"), ("waiver-request", "de"))
"""Two small forms that together have every kind of field."""
ACTIVE = frozenset({"/JS", "/JavaScript", "/XFA", "/OpenAction", "/AA", "/Launch", "/URI"})
"""Keys by which a file acts when it is opened."""
HOSTILE = (
    "(\\) Tj ET BT /F1 99 Tf (x) Tj",
    ">> endobj 1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
    "%PDF-1.7\nstream\nendstream\nxref\ntrailer\n%%EOF",
    "</script><b onclick=x>&amp;&#0;]]><!--",
    "a\x00b\x07c\x1bd\x7fe\x85f",
    "12\u202e34\u200f56\u2066x\u2069\ufeff",
    "\U0001f600\U00020000 名前 Ελλάδα Москва مرحبا",
    "e\u0301\u0300\u0327" * 40,
    "\udc80\ud800",
    "Ł" * 1000,
    "MW " * 400,
    "a\r\nb\n\n\nc\t\u2028d\u00ad\u00a0\u202f",
    "{part} {0} %s ${x}",
    "",
)


class WrongForm(AssertionError):
    """A filled form is invalid, acts by itself, or holds another text."""


def fuzz_pdf(data: bytes) -> None:
    """A text for every kind of field, and for every kind of block of the annex."""
    # Imported only now: atheris instruments what is imported after it.
    from functions.i18n.catalog import catalog_of  # noqa: PLC0415
    from functions.paper_forms.document import completed  # noqa: PLC0415

    name, language = FORMS[data[0] % len(FORMS) if data else 0]
    form, text = _form(name, language), data[1:].decode("utf-8", "surrogateescape")
    entries = tuple(_entries(form, text))
    catalog = catalog_of(language)
    content = completed(form, entries, _annex(text), catalog)
    _must_be_sound(content)
    _must_hold(content, entries, catalog.gettext("paper_annex.continued.see"))


@cache
def _form(name: str, language: str) -> bytes:
    from functions.paper_forms.document import empty_form  # noqa: PLC0415

    return empty_form(name, language)


@cache
def _fields(form: bytes) -> tuple[tuple[str, frozenset[str]], ...]:
    """The name and the options of the first field of each kind."""
    import pikepdf  # noqa: PLC0415

    found: dict[tuple[str, ...], tuple[str, frozenset[str]]] = {}
    with pikepdf.open(io.BytesIO(form)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            listed = list(field.get("/Opt", ()))
            options = frozenset(
                str(option[0] if isinstance(option, pikepdf.Array) else option) for option in listed
            )
            kind = (str(field.FT), str(field.get("/Ff", 0)), str(field.get("/MaxLen", 0)))
            ticked = str(field.FT) == "/Btn" and not options
            if not ticked:
                found.setdefault(kind, (str(field.T), options))
    return tuple(found.values())


def _entries(form: bytes, text: str) -> Iterator[Entry]:
    """The text for each text field; an option where there is a choice."""
    from functions.paper_forms.entries import Entry  # noqa: PLC0415

    for name, options in _fields(form):
        value = min(options, key=lambda option: (option != text, option)) if options else text
        yield Entry(name=name, label=name, value=value, shown=value)
    yield Entry(name="an unknown field", label=text, value=text, shown=text)


def _annex(text: str) -> Iterator[Block]:
    from functions.paper_forms.blocks import Heading, Items, Paragraph, TableBlock  # noqa: PLC0415

    short = text[:200]
    yield Heading(3, short)
    yield Paragraph(text)
    yield Items(((short, short),), numbered=True)
    yield TableBlock(
        caption=short,
        headings=("a", short),
        rows=((short, short), ("", "b")),
        widths=(1, 2),
        figures=frozenset((1,)),
    )


def _must_be_sound(content: bytes) -> None:
    """The file can be opened, has no syntax error, and does nothing by itself."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(io.BytesIO(content)) as pdf:
        faults = pdf.check_pdf_syntax()
        if faults:
            raise WrongForm(f"syntax: {faults}")
        keys = {key for one in pdf.objects if isinstance(one, pikepdf.Dictionary) for key in one}
        if active := keys & ACTIVE:
            raise WrongForm(f"active: {active}")


def _must_hold(content: bytes, entries: Iterable[Entry], see_annex: str) -> None:
    """A field holds its text, or a reference to the annex, or is too small for that."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(io.BytesIO(content)) as pdf:
        values = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        for entry in entries:
            field = values.get(entry.name)
            if field is None or "/Kids" in field:
                continue
            allowed = {_joined(entry.value), see_annex, ""}
            if str(field.get("/V", "")) not in allowed:
                raise WrongForm(f"{entry.name}: {field.V!r}")


def _joined(text: str) -> str:
    return unicodedata.normalize("NFC", text)

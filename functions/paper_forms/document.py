"""One file: the form filled in, and behind it the annex with what it has no room for."""

from __future__ import annotations

import io
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path

from pikepdf import OutlineItem, Pdf

from functions.i18n.catalog import Catalog
from functions.pages.built_pages import PAGES_DIRECTORY
from functions.paper_forms.annex import ANNEX, NoRoom, continued, opening
from functions.paper_forms.appearance import Pen, shows_text
from functions.paper_forms.blocks import Block, Heading
from functions.paper_forms.entries import Entry
from functions.paper_forms.filling import fields_of, fill, saved
from functions.paper_forms.layout import Layout
from functions.paper_forms.letters import codes
from functions.paper_forms.page_writer import PageWriter
from functions.paper_forms.pagination import leave_out

NUMBERED = re.compile(r"(\w+)-([0-9]+)-")
"""The name of a field in an entry of a part, or in a row of its table."""


def empty_form(name: str, language: str) -> bytes:
    """The published form, in the folder of the pages.

    Raises:
        OSError: the form is not there.
        KeyError: the folder of the pages is not configured.
    """
    folder = Path(os.environ[PAGES_DIRECTORY])
    return (folder / language / "forms" / f"{name}.pdf").read_bytes()


def completed(
    form: bytes, entries: Iterable[Entry], annex: Iterable[Block], catalog: Catalog
) -> bytes:
    """The form with its entries and its annex. The same ones give the same bytes."""
    written = tuple(entries)
    with Pdf.open(io.BytesIO(form)) as pdf:
        leave_out(pdf, unused(written))
        left = fill_in(pdf, written, catalog.gettext(f"{ANNEX}.continued.see"))
        add_annex(pdf, chain(opening(catalog), continued(left, catalog), annex), catalog)
        return saved(pdf)


def rewritten(form: bytes, texts: Mapping[str, str]) -> bytes:
    """The PDF with those texts in its fields.

    Raises:
        NotFillable: a text has a character that the font does not have.
    """
    with Pdf.open(io.BytesIO(form)) as pdf:
        pen = Pen(pdf)
        for name, field in fields_of(pdf).items():
            fill(pen, field, texts[name])
        return saved(pdf)


def without_signs(form: bytes, texts: Iterable[str]) -> list[str]:
    """The characters of each text that the fields of the PDF cannot show."""
    with Pdf.open(io.BytesIO(form)) as pdf:
        font = Pen(pdf).font
        return [font.missing(unicodedata.normalize("NFC", text)) for text in texts]


def unused(entries: Iterable[Entry]) -> Callable[[str, int], bool]:
    """Whether an entry of a part, by its number, has nothing in it while others of its part have.

    A part about which nothing was answered stays whole: the reader fills it in.
    """
    used: dict[str, set[int]] = {}
    for entry in entries:
        if found := NUMBERED.match(entry.name):
            used.setdefault(found[1], set()).add(int(found[2]))
    return lambda part, number: number not in used.get(part, {number})


def fill_in(pdf: Pdf, entries: Iterable[Entry], see_annex: str) -> list[NoRoom]:
    """Fills the fields in; the answer is what they have no room for.

    Such a field says where to look. An entry of a child or month for which the form has no field
    is among them.
    """
    pen, fields = Pen(pdf), fields_of(pdf)
    left = []
    for entry in entries:
        field = fields.get(entry.name)
        if field is None:
            left.append(NoRoom(entry=entry, codes=""))
            continue
        text = unicodedata.normalize("NFC", entry.value)
        lacking = codes(text, pen.font) if shows_text(field) else ""
        if lacking or (shows_text(field) and not pen.has_room(field, text)):
            left.append(NoRoom(entry=entry, codes=lacking))
            text = see_annex if pen.has_room(field, see_annex) else ""
        fill(pen, field, text)
    return left


def add_annex(pdf: Pdf, blocks: Iterable[Block], catalog: Catalog) -> None:
    """Adds the pages of the annex, a part of the document with its own bookmark."""
    writer = PageWriter(pdf)
    first = len(pdf.pages)
    layout = Layout(writer, writer.element("Sect"))
    content = list(blocks)
    writer.new_page()
    for block in content:
        layout.put(block)
    writer.finish(
        str(pdf.docinfo.get("/Title", "")),
        catalog.entries[f"{ANNEX}.page"],
    )
    title = next(block.text for block in content if isinstance(block, Heading))
    with pdf.open_outline() as outline:
        parts = outline.root[0].children if outline.root else outline.root
        parts.append(OutlineItem(title, first))

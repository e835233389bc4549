"""A letter as a file: plain text, a text document to edit, a PDF with fields."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from functions.exports.odt import Look, TextBlock, odt_file
from functions.http.negotiation import ODT, PDF, TEXT
from functions.i18n.catalog import Catalog
from functions.letters.definition import SUBJECT
from functions.letters.letter import Letter
from functions.pages.built_pages import PAGES_DIRECTORY

ENDINGS = {PDF: "pdf", ODT: "odt", TEXT: "txt"}
"""The files of a letter, by their type."""
ITEM = "\u2013 "


def blocks(letter: Letter, catalog: Catalog) -> Iterator[TextBlock]:
    """Everything that the letter says, in its order."""
    words = f"{SUBJECT}.page"
    yield TextBlock(Look.CAPTION, catalog.gettext(f"{words}.sender"))
    yield from (TextBlock(Look.ADDRESS, line) for line in letter.sender)
    yield TextBlock(Look.CAPTION, catalog.gettext(f"{words}.recipient"))
    yield from (TextBlock(Look.ADDRESS, line) for line in letter.recipient)
    yield TextBlock(Look.BODY, letter.place_and_date)
    if letter.reference:
        yield TextBlock(Look.BODY, letter.reference)
    yield TextBlock(Look.HEADING, letter.subject)
    yield TextBlock(Look.BODY, letter.salutation)
    for paragraph in letter.paragraphs:
        yield TextBlock(Look.BODY, paragraph.text)
        yield from (TextBlock(Look.ITEM, item) for item in paragraph.items)
    yield TextBlock(Look.BODY, letter.closing)
    yield TextBlock(Look.SIGNATURE, letter.signature)
    yield TextBlock(Look.BODY, letter.heading_of_enclosures)
    yield from (TextBlock(Look.ITEM, enclosure) for enclosure in letter.enclosures)
    yield TextBlock(Look.NOTE, letter.model)


def as_text(letter: Letter, catalog: Catalog) -> str:
    """The letter as plain text: a line for each of an address or a list, else a paragraph."""
    return "\n".join(_lines(letter, catalog)) + "\n"


def _lines(letter: Letter, catalog: Catalog) -> Iterator[str]:
    before = None
    for block in blocks(letter, catalog):
        goes_on = block.look in (Look.ADDRESS, Look.ITEM)
        if before is not None and not goes_on:
            yield ""
        yield f"{ITEM}{block.text}" if block.look is Look.ITEM else block.text
        before = block.look


def as_odt(letter: Letter, catalog: Catalog) -> bytes:
    """The letter as a text document."""
    return odt_file(letter.title, tuple(blocks(letter, catalog)), catalog)


def fields(letter: Letter, catalog: Catalog) -> Mapping[str, str]:
    """What is in each field of the PDF."""
    body = (
        letter.salutation,
        *(_listed(paragraph.text, paragraph.items) for paragraph in letter.paragraphs),
        letter.closing,
        f"{letter.signature}\n\n",
        _listed(letter.heading_of_enclosures, letter.enclosures),
    )
    last_day = letter.advice.last_day
    return {
        "sender": "\n".join(letter.sender),
        "recipient": "\n".join(letter.recipient),
        "date": letter.place_and_date,
        "reference": letter.reference,
        "subject": letter.subject,
        "body": "\n\n".join(body),
        "lastDay": "" if last_day is None else catalog.full_day(last_day),
    }


def _listed(text: str, items: tuple[str, ...]) -> str:
    return "\n".join((text, *(f"{ITEM}{item}" for item in items)))


def as_pdf(letter: Letter, catalog: Catalog) -> bytes:
    """The published PDF of the letter with this text in its fields, and its title.

    Raises:
        OSError: the published PDF is not there.
        KeyError: the folder of the pages is not configured.
        NotFillable: the text has a character that the PDF cannot show.
    """
    # Read only here, as below: a letter in text does not pay for the library for PDF.
    from functions.paper_forms.document import rewritten  # noqa: PLC0415
    from functions.paper_forms.titles import retitled  # noqa: PLC0415

    document = rewritten(_published(letter), fields(letter, catalog))
    own = catalog.gettext(f"{SUBJECT}.{letter.name}.title")
    return document if letter.title == own else retitled(document, letter.title)


def without_signs(letter: Letter, texts: Iterable[str]) -> list[str]:
    """The characters of each text that the PDF of the letter cannot show.

    Raises:
        OSError: the published PDF is not there.
        KeyError: the folder of the pages is not configured.
    """
    from functions.paper_forms.document import without_signs as lacking  # noqa: PLC0415

    return lacking(_published(letter), texts)


def _published(letter: Letter) -> bytes:
    folder = Path(os.environ[PAGES_DIRECTORY]) / letter.language / SUBJECT
    return (folder / f"{letter.name}.pdf").read_bytes()

"""Builds the model letters as they are published: a PDF with fields, a text document and text."""

from __future__ import annotations

import io
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pikepdf import Pdf

from functions.i18n.catalog import Catalog, catalog_of
from functions.i18n.citations import cite
from functions.letters.definition import SUBJECT, LetterDefinition, letters
from functions.letters.files import as_odt, as_text, fields
from functions.letters.letter import Letter, write_letter
from functions.letters.request import LetterRequest
from functions.paper_forms.definition import Field
from functions.paper_forms.document import rewritten
from publishing.page_figures import build_day
from publishing.paper.build import cached, fingerprint, packed
from publishing.paper.sheet import Widget

SPOKEN = {
    "sender": "page.sender",
    "recipient": "page.recipient",
    "date": "page.date",
    "reference": "questions.reference.label",
    "subject": "page.subject",
    "body": "page.body",
    "lastDay": "page.day",
}
"""What a screen reader says of each field, by the key of the sentence."""
OTHER_WORDS = (f"{SUBJECT}.page", f"{SUBJECT}.questions", "common.address_code")
"""How the keys begin of the sentences of every letter."""
SOURCES = (
    "functions/i18n/*.py",
    "functions/letters/*.py",
    "functions/paper_forms/*.py",
    "site/paper/**/*.*",
    "site/publishing/address_codes.py",
    "site/publishing/paper/*.py",
)
"""The code, templates, style sheets and fonts of every letter."""


def build_letters(output: Path, language: str, *, older: bool = False) -> None:
    """Writes ``<output>/letters/<letter>.pdf``, ``.odt`` and ``.txt`` of each letter.

    With ``older``, a PDF that was printed before is taken as it was.
    """
    folder = output / SUBJECT
    folder.mkdir(parents=True, exist_ok=True)
    catalog = catalog_of(language)
    for name in letters():
        letter = blank_letter(name, catalog)
        (folder / f"{name}.pdf").write_bytes(cached_letter(name, language, older=older))
        (folder / f"{name}.odt").write_bytes(as_odt(letter, catalog))
        (folder / f"{name}.txt").write_text(as_text(letter, catalog), encoding="utf-8")


def blank_letter(name: str, catalog: Catalog) -> Letter:
    """The letter before anything is filled in."""
    return write_letter(letters()[name], LetterRequest(), catalog, build_day())


def cached_letter(name: str, language: str, *, older: bool = False) -> bytes:
    """The PDF of a letter, from the cache when everything it is made of is the same."""
    digest = fingerprint(_content(name, catalog_of(language)), SOURCES)
    return cached(
        f"{SUBJECT}-{name}-{language}", digest, lambda: build_letter(name, language), older=older
    )


def _content(name: str, catalog: Catalog) -> str:
    """What a letter says before anything is filled in, and what stands around it."""
    definition, letter = letters()[name], blank_letter(name, catalog)
    words = [catalog.table(prefix) for prefix in (f"{SUBJECT}.{name}", *OTHER_WORDS)]
    around = (
        catalog.gettext(f"{SUBJECT}.model"),
        definition.last_day,
        cite(catalog, definition.source),
    )
    return f"{letter} {words} {around}"


def build_letter(name: str, language: str) -> bytes:
    """The PDF of a letter: accessible, its fields filled with the lines of the blank letter."""
    # Imported here: the printer takes a second to load, and most builds need it not at all.
    from publishing.paper.accessible import make_accessible  # noqa: PLC0415
    from publishing.paper.printing import print_pdf  # noqa: PLC0415

    definition, catalog = letters()[name], catalog_of(language)
    letter = blank_letter(name, catalog)
    widgets = {key: _widget(key, catalog) for key in SPOKEN}
    with Pdf.open(io.BytesIO(print_pdf(html(definition, letter, catalog)))) as pdf:
        make_accessible(pdf, widgets)
        template = packed(pdf)
    return rewritten(template, fields(letter, catalog))


def html(definition: LetterDefinition, letter: Letter, catalog: Catalog) -> str:
    """The letter as the HTML that is printed."""
    from publishing.paper.printing import TEMPLATES, address_words  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("letter.html").render(
        **address_words(f"{SUBJECT}/{letter.name}/", catalog),
        title=letter.title,
        purpose=catalog.gettext(f"{SUBJECT}.{letter.name}.purpose"),
        model=catalog.gettext(f"{SUBJECT}.model"),
        footer=_css_string(letter.model),
        language=catalog.language,
        words=catalog.table(f"{SUBJECT}.page"),
        advice=letter.advice,
        has_reference=bool(letter.reference),
        has_last_day=definition.last_day is not None,
        rule=cite(catalog, definition.source).text,
    )


def _css_string(text: str) -> Markup:
    """A text between quotation marks, with whatever could end it or its style sheet escaped."""
    escaped = re.sub(r'["\\\n<]', lambda match: f"\\{ord(match[0]):x} ", text)
    return Markup(f'"{escaped}"')  # noqa: S704  (escaped above, for CSS and not for HTML)


def _widget(name: str, catalog: Catalog) -> Widget:
    spoken = catalog.gettext(f"{SUBJECT}.{SPOKEN[name]}")
    return Widget(
        name=name,
        kind="text",
        label=spoken,
        hint="",
        spoken=spoken,
        required=False,
        options=(),
        sum="",
        field=Field(id=name, kind="text"),
    )

"""Prints a form: definition and words, through the template, to the PDF that WeasyPrint makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import HTML  # type: ignore[import-untyped]  # it ships no types

from functions.i18n.catalog import Catalog
from functions.paper_forms.definition import PaperForm
from functions.paper_forms.pagination import Printed
from publishing.address_codes import code_data, site_address
from publishing.paper.edition import Edition
from publishing.paper.sheet import COMMON, Part

TEMPLATES = Path(__file__).resolve().parents[2] / "paper"
OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_forms": True}
PIECE = "piece"
SPACE_ABOVE_HEADING = 1.15
"""Of the height of its letters."""
POINTS = 0.75
"""A pixel of CSS in points."""


def html(form: PaperForm, parts: tuple[Part, ...], catalog: Catalog, edition: Edition) -> str:
    """The form as the HTML that is printed."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    own = f"paper_{form.name}"
    return environment.get_template("form.html").render(
        language=catalog.language,
        style_sheets=edition.style_sheets,
        parts=parts,
        revision_iso=form.revision.isoformat(),
        revision=catalog.gettext(f"{COMMON}.revision", date=form.revision),
        **address_words(f"forms/{form.name}/", catalog),
        required_mark=catalog.gettext(f"{COMMON}.requiredMark"),
        steps=catalog.table(f"{own}.steps").values(),
        **{
            key: catalog.gettext(f"{own}.{key}") for key in ("title", "subject", "basis", "purpose")
        },
        **{key: catalog.gettext(f"{COMMON}.{key}") for key in ("independence", "privacy", "how")},
    )


def address_words(page: str, catalog: Catalog) -> dict[str, str]:
    """The address of a page of a language on paper: its code, what that is called, its text."""
    address = f"{site_address()}{catalog.language}/{page}"
    typed = address.partition("://")[2]
    return {
        "code": code_data(address),
        "code_name": catalog.gettext("common.address_code.alt"),
        "online": catalog.gettext("common.address_code.online", address=typed),
    }


def _document(source: str) -> Any:
    return HTML(string=source, base_url=str(TEMPLATES / "form.html")).render(**OPTIONS)


def print_pdf(source: str) -> bytes:
    """The HTML as a tagged PDF with form fields."""
    return bytes(_document(source).write_pdf(**OPTIONS))


def print_pieces(source: str) -> tuple[bytes, list[Printed]]:
    """The HTML of a form as a tagged PDF with a piece on each page, and what the pieces are.

    Raises:
        ValueError: a piece is higher than a page.
    """
    document = _document(source)
    pieces = [list(_pieces(page._page_box)) for page in document.pages]  # noqa: SLF001 - no other way to learn a height
    if not all(len(found) == 1 for found in pieces):
        raise ValueError("a piece of the form does not fit on a page")
    return document.write_pdf(**OPTIONS), [piece for (piece,) in pieces]


def _pieces(box: Any) -> Iterator[Printed]:
    """The pieces on a page of the printer."""
    element = box.element
    if element is not None and PIECE in element.get("class", "").split():
        heads = element.tag in ("h1", "h2") or element.find("h1") is not None
        space = box.style["font_size"] * SPACE_ABOVE_HEADING if element.tag == "h2" else 0.0
        yield Printed(
            part=element.get("data-part"),
            entry=int(element.get("data-entry", 0)),
            heads=heads,
            keeps="data-keep" in element.keys(),  # noqa: SIM118 - an element of XML, no mapping
            repeats="data-repeats" in element.keys(),  # noqa: SIM118
            space=round(space * POINTS, 2),
            height=round(box.margin_height() * POINTS, 2),
        )
        return
    for child in getattr(box, "children", ()):
        yield from _pieces(child)

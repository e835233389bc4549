"""Prints a form: definition and words, through the template, to the PDF that WeasyPrint makes."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from weasyprint import HTML  # type: ignore[import-untyped]  # it ships no types

from functions.i18n.catalog import Catalog
from functions.paper_forms.definition import PaperForm
from publishing.paper.edition import Edition
from publishing.paper.sheet import COMMON, Part

TEMPLATES = Path(__file__).resolve().parents[2] / "paper"
COUNTERS = {"{page}": Markup("counter(page)"), "{pages}": Markup("counter(pages)")}


def css_content(text: str) -> Markup:
    """A text as a CSS value; ``{page}`` and ``{pages}`` are counted by the printer."""
    pieces = (piece for piece in re.split(r"(\{pages?\})", text) if piece)
    return Markup(" ").join(COUNTERS.get(piece) or _css_string(piece) for piece in pieces)


def _css_string(text: str) -> Markup:
    """A text between quotation marks, with whatever could end it or its style sheet escaped."""
    escaped = re.sub(r'["\\\n<]', lambda match: f"\\{ord(match[0]):x} ", text)
    return Markup(f'"{escaped}"')  # noqa: S704  (escaped above, for CSS and not for HTML)


def html(form: PaperForm, parts: tuple[Part, ...], catalog: Catalog, edition: Edition) -> str:
    """The form as the HTML that is printed."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    own = f"paper_{form.name}"
    title, independence = catalog.gettext(f"{own}.title"), catalog.gettext(f"{COMMON}.independence")
    return environment.get_template("form.html").render(
        title=title,
        independence=independence,
        footer=css_content(f"{title} · {independence}"),
        language=catalog.language,
        style_sheets=edition.style_sheets,
        parts=parts,
        revision_iso=form.revision.isoformat(),
        revision=catalog.gettext(f"{COMMON}.revision", date=form.revision),
        page_number=css_content(catalog.entries[f"{COMMON}.page"]),
        required_mark=catalog.gettext(f"{COMMON}.requiredMark"),
        steps=catalog.table(f"{own}.steps").values(),
        **{key: catalog.gettext(f"{own}.{key}") for key in ("subject", "basis", "purpose")},
        **{key: catalog.gettext(f"{COMMON}.{key}") for key in ("privacy", "how")},
    )


def print_pdf(source: str) -> bytes:
    """The HTML of a form as a tagged PDF with fields, not yet all that a reader needs."""
    page = HTML(string=source, base_url=str(TEMPLATES / "form.html"))
    pdf = page.write_pdf(pdf_variant="pdf/ua-1", pdf_forms=True)
    if not isinstance(pdf, bytes):
        raise TypeError("WeasyPrint wrote no bytes")
    return pdf

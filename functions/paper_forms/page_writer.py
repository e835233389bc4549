"""Writes tagged pages at the end of a PDF: what is rendered, and what it is to a screen reader.

Every piece of text belongs to an element of the structure (PDF/UA-1, ISO 14289-1, 7.1); lines,
shades and page numbers are artifacts, which a screen reader passes over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from functions.paper_forms.field_font import FieldFont, field_font
from functions.paper_forms.pagination import A4, packed

MARGIN = 45.35
TOP = 42.5
BOTTOM = 56.7
BLACK = "0 g"
AUBERGINE = "0.231 0.071 0.2 rg"
GREY = "0.302 0.247 0.286 rg"
SHADE = "0.984 0.965 0.933 rg"
RULE = "0.918 0.851 0.773 RG"
Colour = str


@dataclass(slots=True)
class Sheet:
    """One page while it is written: its content stream, and the element of each mark."""

    page: pikepdf.Page
    drawing: list[str] = field(default_factory=list)
    owners: list[pikepdf.Object] = field(default_factory=list)


class PageWriter:
    """Adds pages to a form, in the font of its fields, and elements to its structure."""

    def __init__(self, pdf: Pdf) -> None:
        """A writer whose first page comes with the first text."""
        self._pdf = pdf
        form = pdf.Root.AcroForm
        self.font: FieldFont = field_font(form)
        self._document = _document(pdf)
        self.sheets: list[Sheet] = []
        self.y = 0.0

    @property
    def width(self) -> float:
        """How broad text may be."""
        return A4[0] - 2 * MARGIN

    @property
    def at_top(self) -> bool:
        """Whether nothing is on the page yet."""
        return self.y == A4[1] - TOP

    def element(
        self, kind: str, parent: pikepdf.Object | None = None, **attributes: Any
    ) -> pikepdf.Object:
        """A new element of the structure, at the end of its parent or of the document."""
        above = self._document if parent is None else parent
        made = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=above, K=Array())
        )
        if attributes:
            made.A = Dictionary(**attributes)
        if not isinstance(above.get("/K"), Array):
            above.K = Array([above.K]) if "/K" in above else Array()
        above.K.append(made)
        return made

    def need(self, height: float) -> bool:
        """Starts a page where that height is not left; says whether it did."""
        if self.sheets and self.y - height >= BOTTOM:
            return False
        self.new_page()
        return True

    def new_page(self) -> None:
        """Starts a page."""
        page = self._pdf.add_blank_page(page_size=A4)
        page.obj.Tabs = Name.S
        page.obj.Resources = Dictionary(Font=Dictionary({self.font.name: self.font.resource}))
        self.sheets.append(Sheet(page))
        self.y = A4[1] - TOP

    def text(  # noqa: PLR0913 - where and how it is, and what it is
        self,
        element: pikepdf.Object,
        lines: Sequence[str],
        *,
        x: float,
        y: float,
        size: float,
        step: float,
        colour: Colour = BLACK,
        right_edge: float | None = None,
    ) -> None:
        """Lines of one element, the first on the baseline ``y``; flush right at ``right_edge``."""
        sheet = self.sheets[-1]
        mark = len(sheet.owners)
        sheet.owners.append(element)
        element.K.append(Dictionary(Type=Name.MCR, Pg=sheet.page.obj, MCID=mark))
        kind = str(element.S)
        content = self._lines(lines, x=x, y=y, size=size, step=step, right_edge=right_edge)
        sheet.drawing.append(f"{kind} <</MCID {mark}>> BDC {colour} {content} EMC")

    def artifact(self, drawing: str) -> None:
        """Something to see that says nothing."""
        self.sheets[-1].drawing.append(f"/Artifact BMC q {drawing} Q EMC")

    def line(self, text: str, *, x: float, y: float, size: float, colour: Colour) -> str:
        """The rendering of one line outside the structure."""
        return f"{colour} {self._lines([text], x=x, y=y, size=size, step=0, right_edge=None)}"

    def finish(self, title: str, page_words: str) -> None:
        """Numbers the pages, writes them, and names their elements by their marks."""
        numbers = self._pdf.Root.StructTreeRoot.ParentTree.Nums
        key = max(int(numbers[place]) for place in range(0, len(numbers), 2)) + 1
        for number, sheet in enumerate(self.sheets, start=1):
            words = page_words.format(page=number, pages=len(self.sheets))
            self._footer(sheet, title, words)
            sheet.page.obj.Contents = packed(self._pdf, "\n".join(sheet.drawing).encode())
            sheet.page.obj.StructParents = key
            numbers.append(key)
            numbers.append(self._pdf.make_indirect(Array(sheet.owners)))
            key += 1

    def _footer(self, sheet: Sheet, title: str, words: str) -> None:
        right = A4[0] - MARGIN - self.font.width(words) * 8
        left = self.line(title, x=MARGIN, y=34, size=8, colour=GREY)
        place = self.line(words, x=right, y=34, size=8, colour=GREY)
        sheet.drawing.append(f"/Artifact BMC q {left} {place} Q EMC")

    def _lines(  # noqa: PLR0913 - where and how they are
        self,
        lines: Sequence[str],
        *,
        x: float,
        y: float,
        size: float,
        step: float,
        right_edge: float | None,
    ) -> str:
        pieces = []
        for number, line in enumerate(lines):
            broad = self.font.width(line.rstrip(" ")) * size
            start = x if right_edge is None else right_edge - broad
            pieces.append(
                f"1 0 0 1 {start:.2f} {y - number * step:.2f} Tm <{self.font.encoded(line)}> Tj"
            )
        return f"BT {self.font.name} {size:.2f} Tf {' '.join(pieces)} ET"


def _document(pdf: Pdf) -> pikepdf.Object:
    """The element that holds the whole form."""
    kids = pdf.Root.StructTreeRoot.K
    found: pikepdf.Object = kids[0] if isinstance(kids, Array) else kids
    return found

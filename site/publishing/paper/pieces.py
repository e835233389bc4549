"""Cuts a printed form into its pieces, and joins what the printer divided in its structure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Name, Pdf

from functions.i18n.catalog import Catalog
from functions.paper_forms.appearance import has_cells
from functions.paper_forms.pagination import CONTAINERS, Paper, Piece, Printed, paginate
from publishing.paper.edition import Edition
from publishing.paper.sheet import COMMON

PAPERS = {Edition.STANDARD: (54.0, 8.0), Edition.LARGE_PRINT: (88.0, 16.0)}
"""The height below the pieces, and the size of the words there, in points."""
UNKERNED = re.compile(rb"\[((?:<[0-9a-f]+>0?)+)\] TJ")
NOTHING_CLIPPED = re.compile(rb"q\n[-\d. ]+ re\nW\nn\nQ\n")
NOTHING_DRAWN = re.compile(rb"\bq\nQ\n")
TAG = re.compile(rb"(/\w+)\n<</MCID (\d+)>>\nBDC")
CELL_EDGE = "0.541 0.455 0.502 RG 0.5 w"


def put_on_pages(
    pdf: Pdf, printed: Sequence[Printed], title: str, edition: Edition, catalog: Catalog
) -> None:
    """Replaces the pages of the printer, with a piece on each, by those of the form."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    pieces = [
        Piece(
            content=_content(page),
            owners=list(owners[int(page.StructParents)]),
            widgets=list(page.get("/Annots", ())),
            **{name: getattr(one, name) for name in Printed.__slots__},
        )
        for page, one in zip(pdf.pages, printed, strict=True)
    ]
    document = pdf.Root.StructTreeRoot.K[0]
    join(document, [one.part for one in printed])
    tidy(document)
    bottom, size = PAPERS[edition]
    independence = catalog.gettext(f"{COMMON}.independence")
    paper = Paper(
        bottom=bottom,
        footer=f"{title} · {independence}",
        page=catalog.entries[f"{COMMON}.page"],
        size=size,
    )
    if "/Names" in pdf.Root:
        del pdf.Root.Names
    paginate(pdf, pieces, paper)


def _content(page: pikepdf.Page) -> bytes:
    """The rendering of a page, without what renders nothing, and with the edges of cells."""
    found = page.Contents.read_bytes()
    found = UNKERNED.sub(
        lambda text: b"%s Tj" % text[1].removesuffix(b"0").replace(b">0<", b""), found
    )
    found = TAG.sub(rb"\1 <</MCID \2>> BDC", found)
    size = 0
    while size != len(found):
        size = len(found)
        found = NOTHING_DRAWN.sub(b"", NOTHING_CLIPPED.sub(b"", found))
    cells = "".join(
        _cells(widget)
        for widget in page.get("/Annots", ())
        if "/FT" in widget and has_cells(widget)
    )
    drawn = f"/Artifact BMC q {CELL_EDGE} {cells} S Q EMC" if cells else ""
    return b"q\n%s\nQ\n%s" % (found.strip(), drawn.encode())


def _cells(field: pikepdf.Object) -> str:
    """A line between each cell and the next."""
    left, bottom, right, top = map(float, field.Rect.as_list())
    cells = int(field.MaxLen)
    width = (right - left) / cells
    edges = (left + width * cell for cell in range(1, cells))
    return " ".join(f"{x:.2f} {bottom:.2f} m {x:.2f} {top:.2f} l" for x in edges)


def join(document: pikepdf.Object, parts: Sequence[str]) -> None:
    """Makes one element again of each section, table and list that was divided over pages."""
    whole: list[pikepdf.Object] = []
    part = None
    for element, own in zip(list(document.K), parts, strict=True):
        if own == part:
            _join(whole[-1], element)
        else:
            whole.append(element)
        part = own
    document.K = Array(whole)


def _join(first: pikepdf.Object, second: pikepdf.Object) -> None:
    kids = list(first.K)
    for kid in _kids(second):
        if str(kids[-1].S) in CONTAINERS and kids[-1].S == kid.S:
            _join(kids[-1], kid)
            continue
        kid.P = first
        kids.append(kid)
    first.K = Array(kids)


def tidy(element: pikepdf.Object) -> None:
    """Leaves out elements that say nothing, and pages that are replaced."""
    if "/Pg" in element:
        del element.Pg
    element.K = Array(_meaning(element))
    for kid in element.K:
        if "/S" in kid:
            kid.P = element
            tidy(kid)


def _meaning(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == Name.NonStruct:
            yield from _meaning(kid)
        elif isinstance(kid, pikepdf.Dictionary):
            yield kid


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", Array())
    yield from kids if isinstance(kids, Array) else Array([kids])

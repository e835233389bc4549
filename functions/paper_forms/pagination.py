"""Puts the pieces of a form onto pages, and leaves out those that nobody needs.

A piece is what is never divided over two pages: a heading, a line of fields, the box of a child, a
row of a table. Where each is on its page is kept in the file itself, as private data (ISO 32000-1,
14.5), so that a form that is filled in can have fewer of them and be paginated again.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from functions.paper_forms.appearance import wrapped
from functions.paper_forms.field_font import FieldFont, field_font

A4 = (595.275591, 841.889764)
LEFT = 45.35
TOP = 42.52
OWNER = "/Alimenta"
CONTAINERS = frozenset({"/Document", "/Sect", "/Table", "/THead", "/TBody", "/L"})
"""The elements that several pieces share; every other one belongs to one piece alone."""
MARK = re.compile(rb"/MCID (\d+)")
TAGGED = re.compile(rb"/\w+ <</MCID \d+>> BDC")
GREY = "0.302 0.247 0.286 rg"
FOOTER_GAP = 12.0
FOOTER_STEP = 1.3
LASTING = ("part", "entry", "heads", "keeps", "repeats", "space", "height")
"""What is kept of a piece as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What the printer says of one piece of a form.

    ``part`` is the section that it belongs to and ``entry`` the number of its entry or row there, 0
    where there is none. ``heads`` says that it has a bookmark, ``keeps`` that the next piece is on
    the same page, ``repeats`` that it is seen above the rows behind it on each of their pages.
    ``space`` is above it unless it starts a page.
    """

    part: str
    entry: int
    heads: bool
    keeps: bool
    repeats: bool
    space: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(Printed):
    """One piece of a form.

    ``content`` renders it as if it were alone on a page, its marks numbered from 0; ``owners`` are
    the elements of these marks, ``widgets`` its fields.
    """

    content: bytes
    owners: Sequence[pikepdf.Object]
    widgets: Sequence[pikepdf.Object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is the same on all pages: how much room there is, and what is said at the bottom.

    ``page`` has ``{page}`` and ``{pages}``.
    """

    bottom: float
    footer: str
    page: str
    size: float

    @property
    def room(self) -> float:
        """The height that pieces may take on a page."""
        return A4[1] - TOP - self.bottom


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece on a page, that far below the top; ``again`` when it is only seen there."""

    piece: Piece
    offset: float
    again: bool = False


def leave_out(pdf: Pdf, unused: Callable[[str, int], bool]) -> None:
    """Takes the entries that are not used out of a form, by their part and number.

    The rest is paginated again.

    Raises:
        AttributeError: the file is none of ours.
    """
    kept = json.loads(pdf.Root.PieceInfo[OWNER].Private.read_bytes())
    leaves = [bool(one["entry"]) and unused(one["part"], one["entry"]) for one in kept["pieces"]]
    if not any(leaves):
        return
    pieces = list(zip(_pieces(pdf, kept["pieces"]), leaves, strict=True))
    gone = set()
    for piece, leave in pieces:
        if leave:
            _remove(piece)
            gone |= {widget.objgen for widget in piece.widgets}
    pdf.Root.AcroForm.Fields = Array(
        field
        for field in pdf.Root.AcroForm.Fields
        if gone.isdisjoint(one.objgen for one in field.get("/Kids", (field,)))
    )
    paginate(pdf, [piece for piece, leave in pieces if not leave], Paper(**kept["paper"]))


def _remove(piece: Piece) -> None:
    """Takes the elements of a piece out of the structure."""
    roots = {}
    for element in piece.owners:
        root = element
        while str(root.P.S) not in CONTAINERS:
            root = root.P
        roots[root.objgen] = root
    for objgen, root in roots.items():
        root.P.K = Array(kid for kid in root.P.K if kid.objgen != objgen)


def _pieces(pdf: Pdf, kept: Sequence[Mapping[str, Any]]) -> Iterator[Piece]:
    """The pieces as if each were alone on a page."""
    owners = _elements(pdf)
    pages = [
        (
            page.Contents.read_bytes(),
            list(owners[int(page.StructParents)]),
            list(page.get("/Annots", ())),
        )
        for page in pdf.pages
    ]
    for one in kept:
        content, owned, widgets = pages[one["page"]]
        first, last = one["marks"]
        own = widgets[slice(*one["widgets"])]
        for widget in own:
            _move(widget, one["offset"])
        yield Piece(
            content=_renumbered(content[slice(*one["bytes"])], -first),
            owners=owned[first:last],
            widgets=own,
            **{name: one[name] for name in LASTING},
        )


def _elements(pdf: Pdf) -> dict[int, pikepdf.Object]:
    """What pages and fields are in the structure, by their numbers."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


def paginate(pdf: Pdf, pieces: Sequence[Piece], paper: Paper) -> None:
    """Replaces the pages of the form by pages with these pieces."""
    resources = pdf.pages[0].obj.Resources
    font = field_font(pdf.Root.AcroForm)
    sheets = list(_sheets(pieces, paper))
    tree = _Tree(pdf)
    del pdf.pages[:]
    for number, placed in enumerate(sheets):
        page = pdf.add_blank_page(page_size=A4).obj
        page.Resources, page.Tabs = resources, Name.S
        sheet = _Sheet(page, number)
        for one in placed:
            sheet.put(one)
        footer = _footer(paper, font, number + 1, len(sheets))
        page.Contents = packed(pdf, b"".join((*sheet.contents, footer)))
        tree.add(sheet)
    tree.finish()
    _keep(pdf, paper, tree.kept)


class _Sheet:
    """One page while pieces are put on it."""

    def __init__(self, page: pikepdf.Object, number: int) -> None:
        self.page, self.number = page, number
        self.contents: list[bytes] = []
        self.owners: list[pikepdf.Object] = []
        self.widgets: list[pikepdf.Object] = []
        self.kept: list[dict[str, Any]] = []
        self.headings: list[float] = []
        self._size = 0

    def put(self, placed: _Placed) -> None:
        piece, offset = placed.piece, round(placed.offset, 2)
        drawing = _renumbered(piece.content, len(self.owners))
        if placed.again:
            drawing = TAGGED.sub(b"/Artifact BMC", drawing)
        start = self._write(b"q 1 0 0 1 0 %.2f cm\n" % -offset)
        end = self._write(drawing)
        self._write(b"\nQ\n")
        if placed.again:
            return
        if piece.heads:
            self.headings.append(A4[1] - TOP - offset)
        marks, widgets = len(self.owners), len(self.widgets)
        for owner in piece.owners:
            owner.Pg, owner.K = self.page, len(self.owners)
            self.owners.append(owner)
        for widget in piece.widgets:
            _move(widget, -offset)
            widget.P = self.page
            self.widgets.append(widget)
        self.kept.append(
            {
                "page": self.number,
                "offset": offset,
                "bytes": (start, end),
                "marks": (marks, len(self.owners)),
                "widgets": (widgets, len(self.widgets)),
                **{name: getattr(piece, name) for name in LASTING},
            }
        )

    def _write(self, content: bytes) -> int:
        """Adds to the page; how much is there now."""
        self.contents.append(content)
        self._size += len(content)
        return self._size


def _keep(pdf: Pdf, paper: Paper, pieces: Sequence[Mapping[str, Any]]) -> None:
    shared = {name: getattr(paper, name) for name in ("bottom", "footer", "page", "size")}
    data = json.dumps({"paper": shared, "pieces": pieces}, separators=(",", ":")).encode()
    private = Dictionary(LastModified=pdf.docinfo["/ModDate"], Private=packed(pdf, data))
    pdf.Root.PieceInfo = Dictionary({OWNER: private})


def packed(pdf: Pdf, data: bytes) -> pikepdf.Object:
    """A compressed stream. Files are saved without being compressed again."""
    return pdf.make_indirect(Stream(pdf, zlib.compress(data), Filter=Name.FlateDecode))


def _sheets(pieces: Sequence[Piece], paper: Paper) -> Iterator[list[_Placed]]:
    """The pages: a page is full where the next group of pieces has no room left."""
    sheet: list[_Placed] = []
    used, head = 0.0, None
    for group in _groups(pieces, paper):
        if sheet and used + _height(group, starts=False) > paper.room:
            yield sheet
            sheet, used = [], 0.0
            if head is not None and group[0].entry and group[0].part == head.part:
                sheet.append(_Placed(head, 0.0, again=True))
                used = head.height
        for piece in group:
            used += piece.space if sheet else 0
            sheet.append(_Placed(piece, used))
            used += piece.height
            head = piece if piece.repeats else head
    if sheet:
        yield sheet


def _groups(pieces: Iterable[Piece], paper: Paper) -> Iterator[list[Piece]]:
    """The pieces that are on one page together, unless they are higher than a page."""
    group: list[Piece] = []
    for piece in pieces:
        if group and _height([*group, piece], starts=True) > paper.room:
            yield group
            group = []
        group.append(piece)
        if not piece.keeps:
            yield group
            group = []
    if group:
        yield group


def _height(group: Sequence[Piece], *, starts: bool) -> float:
    spaces = sum(piece.space for piece in (group[1:] if starts else group))
    return spaces + sum(piece.height for piece in group)


def _renumbered(drawing: bytes, by: int) -> bytes:
    """The rendering with its marks counted from another number on."""
    if by == 0:
        return drawing
    return MARK.sub(lambda mark: b"/MCID %d" % (int(mark[1]) + by), drawing)


def _move(widget: pikepdf.Object, up: float) -> None:
    x1, y1, x2, y2 = map(float, widget.Rect.as_list())
    widget.Rect = Array([x1, round(y1 + up, 2), x2, round(y2 + up, 2)])


def _footer(paper: Paper, font: FieldFont, number: int, pages: int) -> bytes:
    """What the form is and the number of the page: seen, and passed over by a screen reader."""
    words = paper.page.format(page=number, pages=pages)
    size = paper.size
    right = A4[0] - LEFT - font.width(words) * size
    lines = wrapped(paper.footer, font, (right - LEFT - 2 * size) / size)
    top = paper.bottom - FOOTER_GAP - size
    texts = [f"1 0 0 1 {right:.2f} {top:.2f} Tm <{font.encoded(words)}> Tj"]
    texts += [
        f"1 0 0 1 {LEFT:.2f} {top - row * size * FOOTER_STEP:.2f} Tm <{font.encoded(line)}> Tj"
        for row, line in enumerate(lines)
    ]
    text = f"BT {font.name} {size:g} Tf {GREY} {' '.join(texts)} ET"
    return f"/Artifact BMC q {text} Q EMC".encode()


class _Tree:
    """The numbers by which pages and fields find their elements, and the bookmarks."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._elements = _elements(pdf)
        self._sheets: list[_Sheet] = []

    @property
    def kept(self) -> list[dict[str, Any]]:
        """Where each piece is."""
        return [piece for sheet in self._sheets for piece in sheet.kept]

    def add(self, sheet: _Sheet) -> None:
        """A page with its marks and fields."""
        if sheet.widgets:
            sheet.page.Annots = Array(sheet.widgets)
        sheet.page.StructParents = len(self._sheets)
        self._sheets.append(sheet)

    def finish(self) -> None:
        """Numbers everything, and leads each bookmark to its heading."""
        numbers: list[Any] = []
        for number, sheet in enumerate(self._sheets):
            numbers += [number, self._pdf.make_indirect(Array(sheet.owners))]
        for sheet in self._sheets:
            for widget in sheet.widgets:
                element = self._elements[int(widget.StructParent)]
                element.Pg = sheet.page
                for kid in element.K if isinstance(element.K, Array) else (element.K,):
                    kid.Pg = sheet.page
                widget.StructParent = len(numbers) // 2
                numbers += [widget.StructParent, element]
        self._pdf.Root.StructTreeRoot.ParentTree.Nums = Array(numbers)
        headings = [(sheet.page, top) for sheet in self._sheets for top in sheet.headings]
        items = _bookmarks(self._pdf.Root.Outlines.First)
        for item, (page, top) in zip(items, headings, strict=True):
            item.Dest = Array([page, Name.XYZ, LEFT, round(top, 2), 0])


def _bookmarks(item: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    """The bookmarks in the order of the document."""
    while item is not None:
        yield item
        yield from _bookmarks(item.get("/First"))
        item = item.get("/Next")

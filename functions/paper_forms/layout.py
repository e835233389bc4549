"""Lays the blocks of an annex out on pages: lines broken, tables headed on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Name, Object

from functions.paper_forms.appearance import wrapped
from functions.paper_forms.blocks import Block, Heading, Items, Paragraph, TableBlock
from functions.paper_forms.letters import printable
from functions.paper_forms.page_writer import (
    AUBERGINE,
    BLACK,
    BOTTOM,
    GREY,
    MARGIN,
    RULE,
    SHADE,
    PageWriter,
)

TEXT = 9.5
SMALL = 8.5
STEP = 1.35
GAP = 6.0
INDENT = 22.0
CELL = 4.0
HEADING_SIZES = {2: 16.0, 3: 13.0, 4: 11.0}
KEPT_BELOW_A_HEADING = 70.0


@dataclass(slots=True)
class Layout:
    """Puts blocks on the pages of a writer, one below the other."""

    writer: PageWriter
    section: Object

    def put(self, block: Block) -> None:
        """One block, at the end of what is there."""
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._text("P", block.text, size=TEXT, parent=self.section)
                self.writer.y -= GAP
            case Items():
                self._items(block)
            case TableBlock():
                self._table(block)

    def _heading(self, heading: Heading) -> None:
        size = HEADING_SIZES[heading.level]
        self.writer.need(KEPT_BELOW_A_HEADING + size * 2)
        if not self.writer.at_top:
            self.writer.y -= GAP
        self._text(
            f"H{heading.level}", heading.text, size=size, parent=self.section, colour=AUBERGINE
        )
        self.writer.y -= GAP

    def _text(  # noqa: PLR0913 - what it is, how it looks, and where it starts
        self,
        kind: str,
        text: str,
        *,
        size: float,
        parent: Object,
        colour: str = BLACK,
        indent: float = 0.0,
    ) -> None:
        """A text of its own element, on as many pages as it takes."""
        lines = self._broken(text, size, self.writer.width - indent)
        element, step = self.writer.element(kind, parent), size * STEP
        while lines:
            self.writer.need(step)
            room = max(int((self.writer.y - BOTTOM) // step), 1)
            here, lines = lines[:room], lines[room:]
            self.writer.text(
                element,
                here,
                x=MARGIN + indent,
                y=self.writer.y - size,
                size=size,
                step=step,
                colour=colour,
            )
            self.writer.y -= len(here) * step

    def _items(self, block: Items) -> None:
        numbering = Name.Decimal if block.numbered else Name.Disc
        whole = self.writer.element("L", self.section, O=Name.List, ListNumbering=numbering)
        for number, (text, under) in enumerate(block.items, start=1):
            item = self.writer.element("LI", whole)
            self.writer.need(TEXT * STEP * 2)
            label = self.writer.element("Lbl", item)
            self.writer.text(
                label,
                [f"{number}." if block.numbered else "•"],
                x=MARGIN + (0 if block.numbered else INDENT / 2),
                y=self.writer.y - TEXT,
                size=TEXT,
                step=0,
            )
            body = self.writer.element("LBody", item)
            self._text("P", text, size=TEXT, parent=body, indent=INDENT)
            if under:
                self._text("P", under, size=SMALL, parent=body, colour=GREY, indent=INDENT)
            self.writer.y -= GAP / 3
        self.writer.y -= GAP

    def _table(self, block: TableBlock) -> None:
        table = self.writer.element("Table", self.section)
        edges = self._edges(block)
        first = self._cells(block.rows[0], edges) if block.rows else []
        self.writer.need(4 * TEXT * STEP + _height(first))
        self._text("Caption", block.caption, size=TEXT, parent=table, colour=AUBERGINE)
        self.writer.y -= GAP / 2
        head, body = self.writer.element("THead", table), self.writer.element("TBody", table)
        headings = self._cells(block.headings, edges)
        self._row(block, headings, edges, self.writer.element("TR", head), heads=True)
        for row in block.rows:
            cells = self._cells(row, edges)
            if self.writer.need(_height(cells)):
                # Seen again on the new page; a screen reader knows the headings already.
                self._row(block, headings, edges, None, heads=True)
            self._row(block, cells, edges, self.writer.element("TR", body), heads=False)
        self.writer.y -= GAP * 1.5

    def _edges(self, block: TableBlock) -> list[tuple[float, float]]:
        """The left and right edge of each column."""
        whole, x, edges = sum(block.widths), MARGIN, []
        for share in block.widths:
            right = x + self.writer.width * share / whole
            edges.append((x, right))
            x = right
        return edges

    def _cells(self, row: Sequence[str], edges: Sequence[tuple[float, float]]) -> list[list[str]]:
        return [
            self._broken(text, SMALL, right - left - 2 * CELL)
            for text, (left, right) in zip(row, edges, strict=True)
        ]

    def _row(
        self,
        block: TableBlock,
        cells: Sequence[list[str]],
        edges: Sequence[tuple[float, float]],
        row: Object | None,
        *,
        heads: bool,
    ) -> None:
        """One row; without an element it is only seen."""
        writer, height = self.writer, _height(cells)
        left, bottom = edges[0][0], writer.y - height
        if heads:
            writer.artifact(f"{SHADE} {left:.2f} {bottom:.2f} {writer.width:.2f} {height:.2f} re f")
        writer.artifact(
            f"{RULE} 0.5 w {left:.2f} {bottom:.2f} m {edges[-1][1]:.2f} {bottom:.2f} l S"
        )
        y = writer.y - CELL / 2 - SMALL
        for place, (lines, (start, end)) in enumerate(zip(cells, edges, strict=True)):
            right = end - CELL if place in block.figures else None
            if row is None:
                for number, line in enumerate(lines):
                    broad = writer.font.width(line.rstrip(" ")) * SMALL
                    x = start + CELL if right is None else right - broad
                    content = writer.line(
                        line, x=x, y=y - number * SMALL * STEP, size=SMALL, colour=AUBERGINE
                    )
                    writer.artifact(content)
                continue
            cell = self._cell(row, heads=heads, first=place == 0)
            if lines:
                writer.text(
                    cell,
                    lines,
                    x=start + CELL,
                    y=y,
                    size=SMALL,
                    step=SMALL * STEP,
                    colour=AUBERGINE if heads else BLACK,
                    right_edge=right,
                )
        writer.y -= height

    def _cell(self, row: Object, *, heads: bool, first: bool) -> Object:
        if not (heads or first):
            return self.writer.element("TD", row)
        scope = Name.Column if heads else Name.Row
        return self.writer.element("TH", row, O=Name.Table, Scope=scope)

    def _broken(self, text: str, size: float, width: float) -> list[str]:
        """The lines of a text; a word that is broader than a line goes on in the next.

        A line that goes on ends in a space, unless it ends inside a word: else a screen reader
        would read its last word and the next one as one.
        """
        clean = printable(text.replace("\n", " "), self.writer.font)
        lines = wrapped(clean, self.writer.font, width / size)
        pieces = [list(self._pieces(line, width / size)) for line in lines]
        spaced = [[*line[:-1], f"{line[-1]} "] for line in pieces[:-1]] + pieces[-1:]
        return [piece for line in spaced for piece in line]

    def _pieces(self, line: str, width: float) -> Iterator[str]:
        """The line, or its pieces where a word is too broad for it."""
        if self.writer.font.width(line) <= width:
            yield line
            return
        piece, broad = "", 0.0
        for letter in line:
            # Letter by letter: to measure each longer piece again takes long where a word is.
            more = self.writer.font.width(letter)
            if piece and broad + more > width:
                yield piece
                piece, broad = "", 0.0
            piece += letter
            broad += more
        yield piece


def _height(cells: Sequence[list[str]]) -> float:
    return max((len(lines) for lines in cells), default=1) * SMALL * STEP + CELL * 1.5

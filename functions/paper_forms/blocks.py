"""What an annex is made of: headings, paragraphs, lists and tables, in reading order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 2 names the annex itself, below the title of the form."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered where the order counts; each item with what is below it, or nothing."""

    items: tuple[tuple[str, str], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table. The first cell of a row heads it; ``figures`` names the columns of figures.

    ``widths`` are the shares of the columns, in any unit.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    figures: frozenset[int] = frozenset()


Block = Heading | Paragraph | Items | TableBlock

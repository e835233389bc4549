"""The table of a result that a reader takes along: its headings, and rows of plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from functions.law.core.values import Cents, Month

Cell = Cents | Month | date | str
"""An amount, a month, a day, or words in the language of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in one language, and what it is about; each row has a cell for each heading."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

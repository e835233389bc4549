"""What a part of the bench found: tables, targets met or not met, and notes, printed as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.measurement import Spread

TENS, HUNDREDS = 10, 100

Cell = Spread | float | int | str | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of figures under named columns, each column with its unit in its name."""

    title: str
    columns: tuple[str, ...]
    rows: Mapping[str, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Target:
    """A limit that a figure must keep: not fall below ``at_least``, not exceed ``at_most``."""

    name: str
    measured: float
    at_least: float = float("-inf")
    at_most: float = float("inf")

    @property
    def is_met(self) -> bool:
        """Whether the figure is within the limit."""
        return self.at_least <= self.measured <= self.at_most

    def __str__(self) -> str:
        is_floor = self.at_least > float("-inf")
        limit = f"at least {self.at_least:g}" if is_floor else f"at most {self.at_most:g}"
        verdict = "met    " if self.is_met else "NOT MET"
        return f"target {verdict}  {self.name}: {shown(self.measured)} ({limit})"


@dataclass(frozen=True, slots=True)
class Result:
    """All that a part found. A note says how to read the figures, or what was not measured."""

    tables: tuple[Table, ...]
    targets: tuple[Target, ...] = ()
    notes: tuple[str, ...] = ()


def text(result: Result) -> str:
    """The result as it is printed."""
    tables = ["\n".join(("", *_table(table))) for table in result.tables]
    targets = ["", *map(str, result.targets)] if result.targets else []
    notes = ["", *(f"- {note}" for note in result.notes)] if result.notes else []
    return "\n".join((*tables, *targets, *notes))


def shown(figure: float) -> str:
    """A figure with three significant digits."""
    size = abs(figure)
    if size == 0 or size >= HUNDREDS:
        return f"{figure:,.0f}"
    if size >= TENS:
        return f"{figure:.1f}"
    return f"{figure:.2f}" if size >= 1 else f"{figure:.3g}"


def _table(table: Table) -> Iterator[str]:
    rows = [(name, *map(_cell, cells)) for name, cells in table.rows.items()]
    head = (table.title, *table.columns)
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        padded = [row[0].ljust(widths[0])]
        padded += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join(padded).rstrip()
        if row is head:
            yield "-" * (sum(widths) + 2 * (len(widths) - 1))


def _cell(cell: Cell) -> str:
    match cell:
        case None:
            return "-"
        case Spread():
            return f"{shown(cell.median)} ({shown(cell.lower)}-{shown(cell.upper)})"
        case str():
            return cell
        case int():
            return f"{cell:,}"
        case _:
            return shown(cell)

"""What a part of the bench found: tables, targets met or missed, and notes. As text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

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
    """A figure that is wanted, and the one that was found.

    ``cause`` says what profiling shows where it is missed.
    """

    what: str
    wanted: str
    found: str
    is_met: bool
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """All that a part found. A note says how to read the figures, or what could not be measured."""

    tables: tuple[Table, ...] = ()
    targets: tuple[Target, ...] = ()
    notes: tuple[str, ...] = field(default=())


def at_least(
    what: str, wanted: float, found: float, unit: str = "times", cause: str = ""
) -> Target:
    """A target that a figure must reach."""
    is_met = found >= wanted
    return Target(
        what, f"at least {shown(wanted)} {unit}", shown(found), is_met, "" if is_met else cause
    )


def at_most(what: str, wanted: float, found: float, unit: str = "times", cause: str = "") -> Target:
    """A target that a figure must not pass."""
    is_met = found <= wanted
    return Target(
        what, f"at most {shown(wanted)} {unit}", shown(found), is_met, "" if is_met else cause
    )


def text(result: Result) -> str:
    """The result as it stands in a terminal."""
    return "\n".join(_lines(result))


def document(result: Result) -> dict[str, Any]:
    """The result as JSON takes it."""
    return {
        "tables": [
            {
                "title": table.title,
                "columns": list(table.columns),
                "rows": [
                    {"name": name, "figures": [_plain(cell) for cell in cells]}
                    for name, cells in table.rows.items()
                ],
            }
            for table in result.tables
        ],
        "targets": [asdict(target) for target in result.targets],
        "notes": list(result.notes),
    }


def shown(figure: float) -> str:
    """A figure with three digits that count."""
    size = abs(figure)
    if size == 0 or size >= HUNDREDS:
        return f"{figure:,.0f}"
    if size >= TENS:
        return f"{figure:.1f}"
    return f"{figure:.2f}" if size >= 1 else f"{figure:.3g}"


def _lines(result: Result) -> Iterator[str]:
    for table in result.tables:
        yield ""
        yield from _table(table)
    if result.targets:
        yield ""
    for target in result.targets:
        verdict = "met   " if target.is_met else "MISSED"
        yield f"{verdict}  {target.what}: {target.found} (wanted: {target.wanted})"
        if target.cause:
            yield f"        {target.cause}"
    if result.notes:
        yield ""
    for note in result.notes:
        yield f"- {note}"


def _table(table: Table) -> Iterator[str]:
    rows = [(name, *map(_cell, cells)) for name, cells in table.rows.items()]
    head = (table.title, *table.columns)
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    for row in (head, *rows):
        first, *others = (
            part.ljust(width) if place == 0 else part.rjust(width)
            for place, (part, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join((first, *others)).rstrip()
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
        case _:
            return shown(cell)


def _plain(cell: Cell) -> Any:
    return asdict(cell) if isinstance(cell, Spread) else cell

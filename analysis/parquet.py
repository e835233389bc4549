"""Households and results in Parquet files, read and written in pieces (needs Polars)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import polars as pl

from analysis.columns import CannotRead
from analysis.files import Chunk, Lines, in_chunks

ROWS_AT_ONCE = 50_000
WIDTH, DECIMALS = 18, 2


class ParquetHouseholds:
    """The households of a Parquet file, as the cells that a CSV file would have."""

    def __init__(self, path: Path) -> None:
        """Read the names of the columns.

        Raises:
            CannotRead: there is no such file, or it is no Parquet file of single values.
        """
        try:
            self._table = pl.scan_parquet(path)
            schema = self._table.collect_schema()
            self._count: int = self._table.select(pl.len()).collect().item()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise CannotRead(f"{path}: no Parquet file that can be read") from error
        nested = [name for name, kind in schema.items() if kind.is_nested() or kind == pl.Binary]
        if nested:
            raise CannotRead(f"{path}: column {nested[0]} holds no single values")
        self._columns = [_text(name, kind) for name, kind in schema.items()]
        self._read = 0
        self.heading: Sequence[str] = schema.names()

    def chunks(self, rows: int, size: int) -> Iterator[Chunk]:
        """All rows in pieces."""
        at_once = max(min(ROWS_AT_ONCE, size // 100), rows)
        while self._read < self._count:
            table = self._table.slice(self._read, at_once).select(self._columns).collect()
            first = self._read + 1
            self._read += table.height
            text = table.write_csv(include_header=False, null_value="").encode()
            lines = Lines(first, table.height, text, ",")
            if text.count(b"\n") == table.height and b'"' not in text and b"\r" not in text:
                yield lines
            else:
                yield from in_chunks(lines.rows(), rows)

    def share_read(self) -> float | None:
        """How much of the file has been read, from 0 to 1."""
        return self._read / self._count if self._count else None

    def close(self) -> None:
        """Nothing is kept open between two pieces."""


def _text(name: str, kind: pl.DataType) -> pl.Expr:
    """The values of a column as a cell has them."""
    column = pl.col(name)
    if kind == pl.Boolean:
        return pl.when(column).then(pl.lit("yes")).when(~column).then(pl.lit("no")).alias(name)
    if isinstance(kind, pl.Datetime):
        return column.cast(pl.Date).cast(pl.String)
    return column.cast(pl.String)


def write_parquet(rows: Path, path: Path, decimals: Collection[str]) -> None:
    """A Parquet file of the rows of a CSV file; amounts and percentages are exact decimals."""
    table = pl.scan_csv(rows, infer_schema=False)
    kinds: list[pl.Expr] = []
    for name in table.collect_schema().names():
        if name in decimals:
            kinds.append(pl.col(name).cast(pl.Decimal(WIDTH, DECIMALS)))
        elif name == "row":
            kinds.append(pl.col(name).cast(pl.Int64))
    table.with_columns(kinds).sink_parquet(path)

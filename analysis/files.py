"""Reads the rows of a CSV file one by one, whatever is wrong with one of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from analysis.columns import CannotRead

DELIMITERS = (";", "\t", ",")
NOT_READABLE = "the row is no CSV"
Row = tuple[int, "list[str] | str"]


class Households:
    """A file of households, open to be read once from the first row to the last."""

    def __init__(self, path: Path) -> None:
        """Read the first line.

        Raises:
            CannotRead: there is no such file, or nothing in it.
        """
        try:
            # What is no UTF-8 becomes a mark that no answer can hold: its row is refused.
            self._file = io.TextIOWrapper(
                path.open("rb"), encoding="utf-8-sig", errors="replace", newline=""
            )
        except OSError as error:
            raise CannotRead(f"{path}: {error.strerror}") from error
        self._bytes = path.stat().st_size
        first = self._file.readline()
        self._delimiter = next((mark for mark in DELIMITERS if mark in first), ",")
        self.heading: Sequence[str] = next(csv.reader([first], delimiter=self._delimiter), [])

    def rows(self) -> Iterator[Row]:
        """Each row with its number, from one; what cannot be parsed is reported in its place."""
        reader = csv.reader(self._file, delimiter=self._delimiter, strict=True)
        number = 0
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                number += 1
                yield number, NOT_READABLE
                continue
            if cells:
                number += 1
                yield number, cells

    def share_read(self) -> float | None:
        """How much of the file has been read, from 0 to 1; unknown where it has no size."""
        if not self._bytes:
            return None
        return min(self._file.buffer.tell() / self._bytes, 1.0)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def in_chunks(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    """The rows in lists of that size; the last may be shorter."""
    while chunk := list(islice(rows, size)):
        yield chunk

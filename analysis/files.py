"""Reads a file of households in pieces, whatever is wrong with one of its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol

from analysis.columns import CannotRead

DELIMITERS = (";", "\t", ",")
NOT_READABLE = "the row is no CSV"
MARK = b"\xef\xbb\xbf"
PARQUET = ".parquet"
Row = tuple[int, "list[str] | str"]


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole lines of a file without a quoted cell and without an empty line.

    ``first`` is the number of the first row, from one; ``count`` how many rows there are.
    """

    first: int
    count: int
    text: bytes
    delimiter: str

    def rows(self) -> Iterator[Row]:
        """Each row with its number."""
        return numbered(_decoded(io.BytesIO(self.text)), self.delimiter, self.first)


Chunk = Lines | list[Row]
"""Some rows, as the lines of the file or already taken apart."""


class Households(Protocol):
    """A file of households, open to be read once from the first row to the last."""

    heading: Sequence[str]

    def chunks(self, rows: int, size: int) -> Iterator[Chunk]:
        """All rows in pieces of about ``size`` bytes, or of ``rows`` rows."""

    def share_read(self) -> float | None:
        """How much of the file has been read, from 0 to 1; unknown where it has no size."""

    def close(self) -> None:
        """Close the file."""


def open_households(path: Path) -> Households:
    """The households of a CSV file, or of a Parquet file by the end of its name.

    Raises:
        CannotRead: there is no such file, or it cannot be read.
    """
    if path.suffix == PARQUET:
        from analysis.parquet import ParquetHouseholds  # noqa: PLC0415 - needs Polars

        return ParquetHouseholds(path)
    return CsvHouseholds(path)


class CsvHouseholds:
    """The households of a CSV file."""

    def __init__(self, path: Path) -> None:
        """Read the first line.

        Raises:
            CannotRead: there is no such file, or nothing in it.
        """
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as error:
            raise CannotRead(f"{path}: {error.strerror}") from error
        self._bytes, self._read = path.stat().st_size, 0
        first = self._file.readline().removeprefix(MARK).decode("utf-8", "replace")
        self._delimiter = next((mark for mark in DELIMITERS if mark in first), ",")
        self.heading: Sequence[str] = next(csv.reader([first], delimiter=self._delimiter), [])

    def chunks(self, rows: int, size: int) -> Iterator[Chunk]:
        """All rows in pieces; from the first line with a quoted cell on, row by row."""
        number, rest = 1, b""
        while block := self._file.read(size):
            self._read = self._file.tell()
            rest += block
            cut = rest.rfind(b"\n") + 1
            lines = rest[:cut]
            if not cut or not _is_plain(lines):
                break
            rest = rest[cut:]
            count = lines.count(b"\n")
            yield Lines(number, count, lines, self._delimiter)
            number += count
        remaining = _decoded(_Joined(rest, self._file, self._seen))
        yield from in_chunks(numbered(remaining, self._delimiter, number), rows)

    def _seen(self) -> None:
        self._read = self._file.tell()

    def share_read(self) -> float | None:
        """How much of the file has been read, from 0 to 1; unknown where it has no size."""
        if not self._bytes:
            return None
        return min(self._read / self._bytes, 1.0)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class _Joined(io.RawIOBase):
    """Bytes that were read already, then those of a file."""

    def __init__(self, first: bytes, file: BinaryIO, seen: Callable[[], None]) -> None:
        self._first, self._file, self._seen = first, file, seen

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a memoryview is given
        found = self._first[: len(buffer)] or self._file.read(len(buffer))
        self._first = self._first[len(buffer) :]
        self._seen()
        buffer[: len(found)] = found
        return len(found)


def numbered(lines: Iterable[str], delimiter: str, first: int) -> Iterator[Row]:
    """Each row with its number; what cannot be parsed is reported in its place."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = first
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, NOT_READABLE
            number += 1
            continue
        if cells:
            yield number, cells
            number += 1


def in_chunks(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    """The rows in lists of that size; the last may be shorter."""
    while chunk := list(islice(rows, size)):
        yield chunk


def _decoded(file: io.RawIOBase | io.BytesIO) -> io.TextIOWrapper:
    # What is no UTF-8 becomes a mark that no answer can hold: its row is refused.
    buffered = file if isinstance(file, io.BytesIO) else io.BufferedReader(file)
    return io.TextIOWrapper(buffered, encoding="utf-8", errors="replace", newline="")


def _is_plain(lines: bytes) -> bool:
    """Whether every line is one row: no quoted cell, no empty line, no other end of a line."""
    ends = lines.count(b"\r\n")
    return not (
        b'"' in lines
        or b"\0" in lines
        or lines.count(b"\r") != ends
        or lines.startswith((b"\n", b"\r\n"))
        or b"\n\n" in lines
        or b"\n\r\n" in lines
    )

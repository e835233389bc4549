"""Reads the rows of Statbel's open data file "Consumer price index and health index".

The file is text with one row per month and base year; fields are separated by ``|``. It has more
columns than are read here, and their order is not relied upon. A point stands for "no figure".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from functions.law.core.parameter import Unit
from functions.law.core.values import IndexPoints, Month
from functions.parameters import load
from tools.index_months.refused import Refused

YEAR, MONTH, BASE = "NM_YR", "NM_MTH", "NM_BASE_YR"
COLUMNS = {"consumerPriceIndex": "MS_CPI_IDX", "healthIndex": "MS_HLTH_IDX"}
SEPARATOR = "|"
NO_FIGURE = {"", "."}
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
LAST_MONTH = 12
SHOWN = 60
"""Characters of a first line that is not the expected one."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as the file prints it."""

    text: str
    line: int

    def points(self) -> IndexPoints:
        """The figure in hundredths.

        Raises:
            Refused: it is no positive number of at most two decimals.
        """
        if not NUMBER.fullmatch(self.text):
            raise Refused(f'line {self.line}: "{self.text}" is no index')
        figure = self.text.replace(",", ".")
        if Decimal(figure) <= 0:
            raise Refused(f'line {self.line}: "{self.text}" is no index')
        try:
            return IndexPoints(load.in_smallest_unit(figure, Unit.INDEX))
        except ValueError as error:
            raise Refused(f"line {self.line}: {error}") from error


@dataclass(frozen=True, slots=True)
class Published:
    """What the file has of one series: for each base year, the figure of each month."""

    name: str
    bases: dict[int, dict[Month, Printed]] = field(default_factory=dict)

    def add(self, month: Month, base: int, printed: Printed) -> None:
        """Keep the figure of a month.

        Raises:
            Refused: that month has a figure in that base already.
        """
        figures = self.bases.setdefault(base, {})
        if month in figures:
            raise Refused(
                f"{self.name} {month} appears twice in base {base}: lines {figures[month].line} "
                f"and {printed.line}"
            )
        figures[month] = printed


def read(text: str, names: Iterable[str]) -> Mapping[str, Published]:
    """The figures of the series with these names.

    Raises:
        Refused: the text is another file, a column is missing, a row is incomplete, or a month
            appears twice.
    """
    wanted = {name: COLUMNS[name] for name in names}
    lines = text.splitlines()
    header = _fields(lines[0])
    if YEAR not in header and BASE not in header:
        raise Refused(
            f'this is not the file of Statbel: its first line is "{lines[0][:SHOWN]}", without the '
            f"columns {YEAR} and {BASE}"
        )
    missing = [name for name in (YEAR, MONTH, BASE, *wanted.values()) if name not in header]
    if missing:
        raise Refused(f"no column {', '.join(missing)}; the file has {', '.join(header)}")
    published = {name: Published(name) for name in wanted}
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        fields = _fields(line)
        if len(fields) != len(header):
            raise Refused(
                f"line {number} has {len(fields)} fields, not {len(header)}: "
                "the file is cut off or damaged"
            )
        row = dict(zip(header, fields, strict=True))
        month, base = _month_and_base(row, number)
        for name, column in wanted.items():
            if row[column] not in NO_FIGURE:
                published[name].add(month, base, Printed(row[column], number))
    return published


def _fields(line: str) -> list[str]:
    return [one.strip().strip('"') for one in line.split(SEPARATOR)]


def _month_and_base(row: Mapping[str, str], number: int) -> tuple[Month, int]:
    year, month, base = row[YEAR], row[MONTH], row[BASE]
    for column, text, form in (
        (YEAR, year, r"\d{4}"),
        (MONTH, month, r"\d{1,2}"),
        (BASE, base, r"\d{4}"),
    ):
        if not re.fullmatch(form, text, re.ASCII):
            raise Refused(f'line {number}: {column} is "{text}": the file is cut off or damaged')
    if not 1 <= int(month) <= LAST_MONTH:
        raise Refused(f"line {number}: there is no month {month}")
    return Month(int(year), int(month)), int(base)

"""Writes a table as a CSV file (RFC 4180) that the spreadsheets of a language open by themselves.

Where amounts have a decimal comma, those programs expect a semicolon between cells. The mark at
the start marks the text as UTF-8. Days and months stay as the API writes them: every
language reads those.
"""

from __future__ import annotations

import csv
import io

from functions.exports.table import Cell, Table
from functions.http.serialization import to_text
from functions.i18n.formats import LocaleFormats

MARK = "\ufeff"
POINT = "."
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would calculate instead of show."""


def csv_file(table: Table, style: LocaleFormats) -> str:
    """The table with its headings, as the text of a file."""
    text = io.StringIO()
    separator = "," if style.decimal == POINT else ";"
    lines = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    lines.writerow([plain(heading) for heading in table.headings])
    lines.writerows([_cell(cell, style) for cell in row] for row in table.rows)
    return MARK + text.getvalue()


def plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> plain("=1+1"), plain("paid in part")
    ("'=1+1", 'paid in part')
    """
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def _cell(cell: Cell, style: LocaleFormats) -> str:
    if isinstance(cell, str):
        return plain(cell)
    return to_text(cell).replace(POINT, style.decimal)

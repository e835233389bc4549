"""Writes a table as text with separated cells: for programs, and for spreadsheets.

For programs it is CSV (RFC 4180) in UTF-8. For spreadsheets it is UTF-16 with tabs, which they take
apart whatever the settings of the computer, and amounts have their currency: a program that expects
another decimal mark then shows a text and never another number. Decision 23 has the reasons. Days
and months stay as the API writes them: every language reads those.
"""

from __future__ import annotations

import csv
import io

from functions.exports.table import Cell, Table
from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.i18n.formats import LocaleFormats
from functions.law.core.values import Cents

MARK = "\ufeff"
POINT = "."
FOR_SPREADSHEETS = "utf-16-le"
STARTS_A_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet would calculate instead of show; some take the wide forms for the others."""


def csv_file(table: Table, style: LocaleFormats) -> str:
    """The table with its headings, as the text of a file."""
    text = io.StringIO()
    separator = "," if style.decimal == POINT else ";"
    lines = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    lines.writerow([plain(heading) for heading in table.headings])
    lines.writerows([_cell(cell, style) for cell in row] for row in table.rows)
    return MARK + text.getvalue()


def spreadsheet_file(table: Table, catalog: Catalog) -> bytes:
    """The table with its headings, as a file that a spreadsheet opens in columns."""
    text = io.StringIO()
    # In quotes: an import dialogue may take commas and semicolons for separators as well.
    lines = csv.writer(text, delimiter="\t", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    lines.writerow([plain(heading) for heading in table.headings])
    lines.writerows([_shown(cell, catalog) for cell in row] for row in table.rows)
    return (MARK + text.getvalue()).encode(FOR_SPREADSHEETS)


def plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> plain("=1+1"), plain("paid in part")
    ("'=1+1", 'paid in part')
    """
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def _shown(cell: Cell, catalog: Catalog) -> str:
    if isinstance(cell, Cents):
        return catalog.format(cell)
    return plain(cell) if isinstance(cell, str) else to_text(cell)


def _cell(cell: Cell, style: LocaleFormats) -> str:
    if isinstance(cell, str):
        return plain(cell)
    return to_text(cell).replace(POINT, style.decimal)

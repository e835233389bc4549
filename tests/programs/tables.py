"""Spreadsheets in the libraries of others: each finds the amounts, dates and words of the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from functions.exports.ods import ods_file
from functions.exports.table import Table
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import Cents, Month
from tests.programs.running import BUILD, run
from tests.support.environments import python_of

READER = Path(__file__).parent / "table_python" / "read.py"
LIBRARIES = ("calamine", "odfdo")
TABLE = Table(
    title="Table",
    headings=("Month", "Day", "Amount", "Words"),
    rows=tuple(
        (Month(2026, 9), date(2026, 9, 5), Cents(123456), words)
        for words in ("né à Liège; “cité”", "=1+1", "<b>&amp;</b>", "@SUM(A1)")
    ),
)


def table_faults(library: str) -> Iterator[str]:
    """What is wrong with the spreadsheet in a language.

    Raises:
        NotInstalled: the library does not install on this machine.
    """
    python = python_of("file_readers")
    BUILD.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        file = BUILD / "table.ods"
        file.write_bytes(ods_file(TABLE, catalog_of(language)))
        found = json.loads(run([str(python), str(READER), library, str(file)], BUILD))
        if found != _expected():
            yield f"{language}: {found!r:.300}"


def _expected() -> list[list[Any]]:
    return [
        list(TABLE.headings),
        *(["2026-09-01", "2026-09-05", 1234.56, row[3]] for row in TABLE.rows),
    ]

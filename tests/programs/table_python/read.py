"""Reads a spreadsheet with the library named first, from the file named second; prints its cells.

An amount is printed as a number, a day or month as a date, and a word as it is.
"""

import datetime as dt
import importlib
import json
import sys

library, file = sys.argv[1:]


def by_calamine():
    workbook = importlib.import_module("python_calamine").CalamineWorkbook.from_path(file)
    (name,) = workbook.sheet_names
    return workbook.get_sheet_by_name(name).to_python()


def by_odfdo():
    document = importlib.import_module("odfdo").Document(file)
    (table,) = document.body.tables
    table.rstrip()
    return [list(row) for row in table.get_values()]


def plain(cell):
    if isinstance(cell, dt.datetime | dt.date):
        return f"{cell:%Y-%m-%d}"
    return cell if isinstance(cell, str) or cell is None else float(cell)


rows = {"calamine": by_calamine, "odfdo": by_odfdo}[library]()
print(json.dumps([[plain(cell) for cell in row] for row in rows]))

"""Reads a spreadsheet back: the files of its archive, and its cells by their exact values."""

import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass

NAMES = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, TABLE, TEXT, STYLE, NUMBER = (
    f"{{{NAMES}:{kind}:1.0}}" for kind in ("office", "table", "text", "style", "datastyle")
)
VALUES = {"currency": "value", "date": "date-value"}


@dataclass(frozen=True)
class Cell:
    """A cell: its type, its exact value, and what it shows."""

    kind: str
    value: str
    shown: str
    currency: str
    style: str | None


def files(content):
    """The entries of the archive in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {entry: archive.read(entry) for entry in archive.infolist()}


def document(content):
    """The tree of the file that holds the table."""
    (text,) = (data for entry, data in files(content).items() if entry.filename == "content.xml")
    return ET.fromstring(text)  # noqa: S314 - our own file


def sheet(content):
    """The rows of the one table, each as its cells."""
    (table,) = document(content).iter(f"{TABLE}table")
    return [
        [_cell(cell) for cell in row.iter(f"{TABLE}table-cell")]
        for row in table.iter(f"{TABLE}table-row")
    ]


def _cell(cell):
    kind = cell.get(f"{OFFICE}value-type")
    shown = "".join(cell.find(f"{TEXT}p").itertext())
    value = cell.get(f"{OFFICE}{VALUES[kind]}") if kind in VALUES else shown
    return Cell(
        kind, value, shown, cell.get(f"{OFFICE}currency", ""), cell.get(f"{TABLE}style-name")
    )

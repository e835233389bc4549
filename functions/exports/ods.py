"""Writes a table as a spreadsheet (OpenDocument 1.2), which opens alike in every language.

An amount is the exact decimal with its currency, a day and a month are dates: the program shows
them the way of its reader. The same table gives the same bytes: no file inside has a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from functions.exports.opendocument import COUNTRY, HEAD, NAMESPACES, packed
from functions.exports.table import Cell, Table
from functions.http.negotiation import ODS
from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents, Month

EURO, NUMBER = "€", "{number}"
# The styles of the cells: an amount in euro, a month by its name, a day in figures.
STYLES = """<office:automatic-styles>
<number:currency-style style:name="N1" number:language="{language}" number:country="{country}">
{amount}</number:currency-style>
<number:date-style style:name="N2" number:language="{language}" number:country="{country}">
<number:month number:style="long" number:textual="true"/><number:text> </number:text>\
<number:year number:style="long"/></number:date-style>
<number:date-style style:name="N3" number:language="{language}" number:country="{country}">
<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>\
<number:text>/</number:text><number:year number:style="long"/></number:date-style>
<style:style style:name="column" style:family="table-column">
<style:table-column-properties style:column-width="5cm"/></style:style>
<style:style style:name="heading" style:family="table-cell"
style:parent-style-name="Default">
<style:table-cell-properties fo:wrap-option="wrap"/>
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="amount" style:family="table-cell" style:parent-style-name="Default"
style:data-style-name="N1"/>
<style:style style:name="month" style:family="table-cell" style:parent-style-name="Default"
style:data-style-name="N2"/>
<style:style style:name="day" style:family="table-cell" style:parent-style-name="Default"
style:data-style-name="N3"/>
</office:automatic-styles>"""

DOCUMENT_STYLES = """<office:styles><style:default-style style:family="table-cell">
<style:text-properties fo:language="{language}" fo:country="{country}" fo:font-size="10pt"/>
</style:default-style>
<style:style style:name="Default" style:family="table-cell"/></office:styles>
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties
fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm"/>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"/>
</office:master-styles>"""


def ods_file(table: Table, catalog: Catalog) -> bytes:
    """The table as a file with one sheet."""
    files = {"content.xml": _content(table, catalog), "styles.xml": _document_styles(catalog)}
    return packed(ODS, table.title, files, catalog)


def _document_styles(catalog: Catalog) -> str:
    """The look of every cell and of the printed page; some programs repair a file without it."""
    look = DOCUMENT_STYLES.format(language=catalog.language, country=COUNTRY)
    return (
        f'{HEAD}\n<office:document-styles{NAMESPACES} office:version="1.2">\n{look}\n'
        "</office:document-styles>\n"
    )


def _content(table: Table, catalog: Catalog) -> str:
    sheet = quoteattr(catalog.gettext("common.take_along.sheet"))
    width = len(table.headings)
    headings = "".join(_text(heading, "heading") for heading in table.headings)
    rows = "\n".join(
        f"<table:table-row>{''.join(_cells(row, catalog))}</table:table-row>" for row in table.rows
    )
    return (
        f'{HEAD}\n<office:document-content{NAMESPACES} office:version="1.2">\n'
        f"{_styles(catalog)}\n"
        f"<office:body><office:spreadsheet><table:table table:name={sheet}>\n"
        f'<table:table-column table:style-name="column"'
        f' table:number-columns-repeated="{width}"/>\n'
        f"<table:table-header-rows><table:table-row>{headings}</table:table-row>"
        f"</table:table-header-rows>\n{rows}\n"
        "</table:table></office:spreadsheet></office:body>\n</office:document-content>\n"
    )


def _styles(catalog: Catalog) -> str:
    """How the cells look. The sign of the euro is where the language has it."""
    place = f'number:language="{catalog.language}" number:country="{COUNTRY}"'
    symbol = f"<number:currency-symbol {place}>{EURO}</number:currency-symbol>"
    pieces = {
        NUMBER: '<number:number number:decimal-places="2" number:min-integer-digits="1"'
        ' number:grouping="true"/>',
        EURO: symbol,
    }
    amount = "".join(
        pieces.get(piece) or f"<number:text>{piece}</number:text>"
        for piece in re.split(f"({re.escape(NUMBER)}|{EURO})", catalog.style.amount)
        if piece
    )
    return STYLES.format(language=catalog.language, country=COUNTRY, amount=amount)


def _cells(row: tuple[Cell, ...], catalog: Catalog) -> Iterator[str]:
    for cell in row:
        if isinstance(cell, str):
            yield _text(cell)
        elif isinstance(cell, Cents):
            value = (
                f'office:value-type="currency" office:currency="EUR" office:value="{to_text(cell)}"'
            )
            yield _figure("amount", value, catalog.format(cell))
        elif isinstance(cell, Month):
            value = f'office:value-type="date" office:date-value="{cell.day(1).isoformat()}"'
            yield _figure("month", value, catalog.format(cell))
        else:
            value = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
            yield _figure("day", value, f"{cell:%d/%m/%Y}")


def _figure(style: str, value: str, shown: str) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" {value}>'
        f"<text:p>{escape(shown)}</text:p></table:table-cell>"
    )


def _text(text: str, style: str = "") -> str:
    """Words, never a formula: their type says so."""
    named = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell{named} office:value-type="string">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )

"""A table as CSV and as a spreadsheet: what a program reads back is what was written."""

import csv
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from datetime import date

import pytest

from functions.exports.csv import csv_file, plain, spreadsheet_file
from functions.exports.ods import ods_file
from functions.exports.table import Table
from functions.http.negotiation import ODS
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import Cents, Month
from tests.unit.exports.ods_reader import NUMBER, OFFICE, STYLE, document, files, sheet
from tests.unit.exports.ods_reader import TABLE as NAMES_OF_TABLES

DC = "{http://purl.org/dc/elements/1.1/}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
SEPARATORS = {"fr": ";", "nl": ";", "de": ";", "en": ","}
TEXTS = ("plain", "né à Liège; “cité”", 'a "word"', "two\nlines", "<b>&amp;</b>", "", "=1+1")
TABLE = Table(
    title="A table & its title",
    headings=("Month", "Day", "Amount", "Words"),
    rows=tuple(
        (Month(2026, 9), date(2026, 9, 5), Cents(123456 + place), text)
        for place, text in enumerate(TEXTS)
    ),
)


def lines(language):
    text = csv_file(TABLE, catalog_of(language).style)
    reader = csv.reader(
        io.StringIO(text.removeprefix("\ufeff"), newline=""),
        delimiter=SEPARATORS[language],
        strict=True,
    )
    return list(reader)


@pytest.mark.parametrize("language", LANGUAGES)
def test_csv_has_headings_and_line_for_each_row(language):
    first, *rest = lines(language)
    assert tuple(first) == TABLE.headings
    assert [len(line) for line in rest] == [4] * len(TEXTS)


@pytest.mark.parametrize(
    ("language", "amount"),
    [("fr", "1234,56"), ("nl", "1234,56"), ("de", "1234,56"), ("en", "1234.56")],
)
def test_csv_has_locale_numbers_and_iso_dates(language, amount):
    assert lines(language)[1][:3] == ["2026-09", "2026-09-05", amount]


@pytest.mark.parametrize("language", LANGUAGES)
def test_csv_keeps_text_and_escapes_formulas(language):
    assert [line[3] for line in lines(language)[1:]] == [*TEXTS[:-1], "'=1+1"]


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20a"],
)
def test_formula_like_text_is_marked_as_text(text):
    assert plain(text) == f"'{text}"


def test_csv_has_crlf_lines_and_utf_8_bom():
    text = csv_file(TABLE, catalog_of("fr").style)
    assert text.encode().startswith(b"\xef\xbb\xbfMonth;")
    assert text.endswith("\r\n")
    assert text.count("\r\n") == len(TEXTS) + 1


def lines_for_spreadsheets(language):
    """What a program makes of the file that reads the mark and splits at tabs."""
    content = spreadsheet_file(TABLE, catalog_of(language))
    assert content.startswith(b"\xff\xfe")
    text = io.StringIO(content.decode("utf-16"), newline="")
    return list(csv.reader(text, delimiter="\t", strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_for_spreadsheets_has_column_for_each_heading(language):
    first, *rest = lines_for_spreadsheets(language)
    assert tuple(first) == TABLE.headings
    assert [len(line) for line in rest] == [4] * len(TEXTS)


@pytest.mark.parametrize(
    ("language", "amount"),
    [
        ("fr", "1\u202f234,56\u00a0€"),
        ("nl", "€\u00a01.234,56"),
        ("de", "1.234,56\u00a0€"),
        ("en", "€1,234.56"),
    ],
)
def test_amount_for_spreadsheets_has_its_currency(language, amount):
    # A program with another decimal mark then shows a text, and not a hundredfold.
    assert lines_for_spreadsheets(language)[1][:3] == ["2026-09", "2026-09-05", amount]


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_for_spreadsheets_escapes_formulas(language):
    assert lines_for_spreadsheets(language)[-1][3] == "'=1+1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_spreadsheet_starts_with_its_media_type(language):
    content = ods_file(TABLE, catalog_of(language))
    first = next(iter(files(content)))
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert content[30 : 38 + len(ODS)] == b"mimetype" + ODS.encode()


def test_spreadsheet_manifest_lists_its_members():
    entries = {
        entry.filename: data.decode()
        for entry, data in files(ods_file(TABLE, catalog_of("de"))).items()
    }
    listed = entries.pop("META-INF/manifest.xml")
    assert set(entries) - {"mimetype"} == {"content.xml", "meta.xml", "styles.xml"}
    root = ET.fromstring(listed)  # noqa: S314 - our own file
    assert root.get(f"{MANIFEST}version") == "1.2"
    assert {
        one.get(f"{MANIFEST}full-path"): one.get(f"{MANIFEST}media-type")
        for one in root.iter(f"{MANIFEST}file-entry")
    } == {"/": ODS, "content.xml": "text/xml", "meta.xml": "text/xml", "styles.xml": "text/xml"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_spreadsheet_holds_exact_amounts_in_euro_and_real_dates(language):
    headings, first, *_ = sheet(ods_file(TABLE, catalog_of(language)))
    assert [cell.shown for cell in headings] == list(TABLE.headings)
    month, day, amount, text = first
    assert (month.kind, month.value) == ("date", "2026-09-01")
    assert (day.kind, day.value) == ("date", "2026-09-05")
    assert (amount.kind, amount.value, amount.currency) == ("currency", "1234.56", "EUR")
    assert amount.shown == catalog_of(language).format(Cents(123456))
    assert text.kind == "string"


def test_spreadsheet_cell_has_style_of_its_value():
    headings, first, *_ = sheet(ods_file(TABLE, catalog_of("nl")))
    assert [cell.style for cell in headings] == ["heading"] * 4
    assert [cell.style for cell in first] == ["month", "day", "amount", None]
    assert [cell.shown for cell in first[:3]] == ["september 2026", "05/09/2026", "€\u00a01.234,56"]
    styles = {
        style.get(f"{STYLE}name"): style.get(f"{STYLE}data-style-name")
        for style in document(ods_file(TABLE, catalog_of("nl"))).iter(f"{STYLE}style")
    }
    assert (styles["amount"], styles["month"], styles["day"]) == ("N1", "N2", "N3")


def test_spreadsheet_has_column_for_each_heading_and_named_sheet():
    root = document(ods_file(TABLE, catalog_of("nl")))
    (column,) = root.iter(f"{NAMES_OF_TABLES}table-column")
    assert column.get(f"{NAMES_OF_TABLES}number-columns-repeated") == "4"
    (table,) = root.iter(f"{NAMES_OF_TABLES}table")
    assert table.get(f"{NAMES_OF_TABLES}name") == catalog_of("nl").gettext(
        "common.take_along.sheet"
    )


def test_spreadsheet_has_no_text_outside_its_cells_and_formats():
    root = document(ods_file(TABLE, catalog_of("nl")))
    shown = {"p", "text", "currency-symbol"}
    stray = [
        (element.tag, text)
        for element in root.iter()
        for text in (
            (element.text or "") * (element.tag.rpartition("}")[2] not in shown),
            element.tail,
        )
        if (text or "").strip()
    ]
    assert stray == []


@pytest.mark.parametrize(
    ("language", "symbol"), [("fr", "\u00a0€"), ("nl", "€\u00a0"), ("de", "\u00a0€"), ("en", "€")]
)
def test_spreadsheet_amount_format_has_euro_sign(language, symbol):
    (amount,) = document(ods_file(TABLE, catalog_of(language))).iter(f"{NUMBER}currency-style")
    assert "".join(amount.itertext()).strip("\n") == symbol
    (sign,) = amount.iter(f"{NUMBER}currency-symbol")
    assert (sign.get(f"{NUMBER}language"), sign.get(f"{NUMBER}country")) == (language, "BE")
    (number,) = amount.iter(f"{NUMBER}number")
    assert (number.get(f"{NUMBER}decimal-places"), number.get(f"{NUMBER}grouping")) == ("2", "true")


def test_spreadsheet_keeps_every_text_as_text():
    cells = [row[3] for row in sheet(ods_file(TABLE, catalog_of("nl")))[1:]]
    assert [(cell.kind, cell.shown) for cell in cells] == [("string", text) for text in TEXTS]


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("fr", "number text symbol"),
        ("nl", "symbol text number"),
        ("de", "number text symbol"),
        ("en", "symbol number"),
    ],
)
def test_spreadsheet_shows_amounts_in_locale_format(language, order):
    text = content(language)
    style = text[text.index("<number:currency-style") : text.index("</number:currency-style>")]
    pieces = re.findall(r"<number:(number|text|currency-symbol)[ >]", style)
    assert " ".join(piece.removeprefix("currency-") for piece in pieces) == order


def content(language):
    entries = files(ods_file(TABLE, catalog_of(language)))
    (text,) = (data for entry, data in entries.items() if entry.filename == "content.xml")
    return text.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_spreadsheet_has_styles_that_its_cells_build_on(language):
    entries = files(ods_file(TABLE, catalog_of(language)))
    (text,) = (data for entry, data in entries.items() if entry.filename == "styles.xml")
    styles = ET.fromstring(text)  # noqa: S314 - our own file
    named = {one.get(f"{STYLE}name") for one in styles.iter(f"{STYLE}style")}
    used = {
        one.get(f"{STYLE}parent-style-name")
        for one in document(ods_file(TABLE, catalog_of(language))).iter(f"{STYLE}style")
    } - {None}
    assert used == named == {"Default"}
    pages = {one.get(f"{STYLE}name") for one in styles.iter(f"{STYLE}page-layout")}
    (page,) = styles.iter(f"{STYLE}master-page")
    assert {page.get(f"{STYLE}page-layout-name")} == pages


def test_same_table_gives_same_bytes():
    assert ods_file(TABLE, catalog_of("fr")) == ods_file(TABLE, catalog_of("fr"))
    assert {entry.date_time for entry in files(ods_file(TABLE, catalog_of("fr")))} == {
        (1980, 1, 1, 0, 0, 0)
    }


def test_spreadsheet_members_have_mode_644():
    entries = files(ods_file(TABLE, catalog_of("fr")))
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}


@pytest.mark.parametrize("language", LANGUAGES)
def test_spreadsheet_metadata_has_title_language_and_estimate_notice(language):
    entries = {
        entry.filename: data.decode()
        for entry, data in files(ods_file(TABLE, catalog_of(language))).items()
    }
    root = ET.fromstring(entries["meta.xml"])  # noqa: S314 - our own file
    (cells,) = root.iter(f"{OFFICE}meta")
    assert [(one.tag.removeprefix(DC), one.text, one.tail) for one in cells] == [
        ("title", "A table & its title", None),
        ("description", catalog_of(language).gettext("common.site.independence"), None),
        ("language", f"{language}-BE", None),
    ]
    assert entries["meta.xml"].startswith('<?xml version="1.0" encoding="UTF-8"?>\n<office:')


def test_spreadsheet_packs_all_files_but_its_type():
    entries = files(ods_file(TABLE, catalog_of("fr")))
    assert {entry.filename for entry in entries if entry.compress_type == zipfile.ZIP_STORED} == {
        "mimetype"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_spreadsheet_writes_its_formats_in_language_and_its_headings_bold(language):
    root = document(ods_file(TABLE, catalog_of(language)))
    kinds = [*root.iter(f"{NUMBER}currency-style"), *root.iter(f"{NUMBER}date-style")]
    places = [(one.get(f"{NUMBER}language"), one.get(f"{NUMBER}country")) for one in kinds]
    assert places == [(language, "BE")] * 3
    (heading,) = (one for one in root.iter(f"{STYLE}style") if one.get(f"{STYLE}name") == "heading")
    assert [one.attrib for one in heading] == [
        {f"{FO}wrap-option": "wrap"},
        {f"{FO}font-weight": "bold"},
    ]

"""The QR code of a page: beside it, and of the address that the page says is its own."""

import re

import pytest
import segno

from functions.calculators.registry import CALCULATORS
from functions.i18n.catalog import LANGUAGES
from functions.pages.address_code import CODE_FILE, address_code
from publishing.address_codes import QUIET_ZONE, code_picture

ADDRESS = "https://alimenta.be/fr/advances/simulator/"
LINE = re.compile(r'<path stroke="#000" d="([^"]+)"')
STROKE = re.compile(r"([Mmh])(-?[\d.]+) ?(-?[\d.]+)?")


def dark_modules(picture):
    """Each module that the line of the picture passes through, as column and row."""
    line = LINE.search(picture)[1]
    found, x, y = set(), 0, 0.0
    for move, first, second in STROKE.findall(line):
        if move == "h":
            found |= {(x + step, int(y)) for step in range(int(first))}
        x = int(first) if move == "M" else x + int(first)
        if move != "h":
            y = float(second) if move == "M" else y + float(second)
    return found


def test_picture_has_modules_of_code_and_white_around_it():
    matrix = segno.make_qr(ADDRESS, error="m", boost_error=False).matrix
    assert dark_modules(code_picture(ADDRESS)) == {
        (column + QUIET_ZONE, row + QUIET_ZONE)
        for row, modules in enumerate(matrix)
        for column, module in enumerate(modules)
        if module
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [entry.page for entry in CALCULATORS.values()])
def test_code_of_page_holds_address_of_page(site, pages, language, page):
    (canonical,) = pages[f"/{language}/{page}/"].all("link", rel="canonical")
    built = (site / language / page / CODE_FILE).read_text(encoding="utf-8")
    assert built == code_picture(canonical["href"])


def test_address_is_shown_as_one_types_it(pages):
    code = address_code(pages["/fr/advances/simulator/"].markup, "fr", "advances/simulator")
    assert code.address.endswith("/fr/advances/simulator/")
    assert "://" not in code.address


def test_page_without_own_address_has_no_code():
    assert address_code("<title>x</title>", "fr", "advances/simulator") is None

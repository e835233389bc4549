"""Large print: no letter below sixteen points, wherever it is, and higher boxes."""

import io
import re

import pikepdf
import pytest

from publishing.paper.edition import Edition
from tests.site.paper.conftest import form_in

SMALLEST = 16
SIZE = re.compile(r"/\S+ ([\d.]+) Tf")


def sizes_of_text(sheet):
    """The size of every text on a page: that of its font, times the scale of its rendering."""
    font, text_scale, scales = 0.0, 1.0, [1.0]
    for operands, operator in pikepdf.parse_content_stream(sheet):
        match str(operator):
            case "q":
                scales.append(scales[-1])
            case "Q":
                scales.pop()
            case "cm":
                scales[-1] *= abs(float(operands[3]))
            case "Tf":
                font = float(operands[1])
            case "Tm":
                text_scale = abs(float(operands[3]))
            case "TJ" | "Tj":
                yield round(font * text_scale * scales[-1], 1)


def points(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {size for sheet in pdf.pages for size in sizes_of_text(sheet)}


def heights(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {
            str(field.T): float(field.Rect[3]) - float(field.Rect[1])
            for field in pdf.Root.AcroForm.Fields
            if "/Rect" in field
        }


@pytest.fixture
def large(name, language):
    return form_in(name, language, Edition.LARGE_PRINT)


def test_every_text_of_form_is_large(large):
    found = points(large)
    assert found
    assert min(found) >= SMALLEST


def test_normal_edition_has_smaller_text(name, language):
    assert min(points(form_in(name, language, Edition.STANDARD))) < SMALLEST


def test_typed_text_is_large(large):
    with pikepdf.open(io.BytesIO(large)) as pdf:
        typed = [SIZE.search(str(f.DA)) for f in pdf.Root.AcroForm.Fields if "/DA" in f]
    assert typed
    assert all(float(found[1]) >= SMALLEST for found in typed)


def test_every_box_is_higher_than_in_other_edition(name, language, large):
    standard = heights(form_in(name, language, Edition.STANDARD))
    assert standard
    assert all(height > standard[field] for field, height in heights(large).items())

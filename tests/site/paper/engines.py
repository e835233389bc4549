"""Three independent readers of a filled form: what each finds and renders in the place of a field.

pikepdf reads the file; poppler and pdfium render it, as the viewers of Linux and of Chromium do.
``in_pdf_js`` uses a third renderer, the viewer of Firefox, in a separate command.
"""

from __future__ import annotations

import ctypes
import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2
from pypdfium2 import raw

from functions.paper_forms.appearance import Pen, shows_text

WORD = "{http://www.w3.org/1999/xhtml}word"
PAGE = "{http://www.w3.org/1999/xhtml}page"
SLACK = 1.0
"""Points that a letter may exceed its field: the shadow of its edge."""
DARK = 128
TICKED = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
HEADER = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s")


@dataclass(frozen=True)
class Place:
    """Where a field, or one button of a group, is: in points, from the top left corner."""

    field: str
    button: int
    page: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def key(self):
        return self.field, self.button

    def holds(self, x, y):
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def squeezed(text):
    return re.sub(r"[\s\x00-\x1f\ufffe\xad]", "", text)


def places(content) -> list[Place]:
    """The place of every field and button, as the file says."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            _place(number, float(page.mediabox[3]), widget)
            for number, page in enumerate(pdf.pages)
            for widget in page.get("/Annots", ())
            if widget.Subtype == pikepdf.Name.Widget
        ]


def _place(page, height, widget):
    field = widget if "/T" in widget else widget.Parent
    kids = field.get("/Kids", ())
    button = next((at for at, kid in enumerate(kids) if kid.objgen == widget.objgen), 0)
    x0, y0, x1, y1 = (float(edge) for edge in widget.Rect)
    return Place(
        str(field.T),
        button,
        page,
        min(x0, x1),
        height - max(y0, y1),
        max(x0, x1),
        height - min(y0, y1),
    )


# --- pikepdf: what is written ---


def written(content):
    """By field: its value, and the text that its rendering shows, read back letter by letter."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pen, alphabets, found = Pen(pdf), {}, {}
        for field in pdf.Root.AcroForm.Fields:
            value = str(field.get("/V", ""))
            lines = _shown_lines(pen, field, alphabets) if shows_text(field) else ()
            found[str(field.T)] = (value, squeezed("".join(lines)))
        return found


def _shown_lines(pen, field, alphabets) -> Iterator[str]:
    drawing = field.AP.N.read_bytes().decode("ascii")
    for font in (pen.fonts.simple, pen.fonts.composite):
        letters = alphabets.setdefault(
            font.name, {code: letter for letter, code in font.letters.codes.items()}
        )
        # No-break spaces have the code of a space: either is none once it is squeezed.
        code = f"[0-9A-F]{{{len(font.encoded('A'))}}}"
        if f"{font.name} " in drawing:
            for line in re.findall(r"<([0-9A-F]*)> Tj", drawing):
                yield "".join(letters[one] for one in re.findall(code, line))


# --- poppler ---


def poppler_texts(file, wanted):
    """By field: the text that is in its place, and whether a word exceeds it."""
    command = ["pdftotext", "-bbox", str(file), "-"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own file
    # Controls are no part of XML, and none of a form.
    pages = list(ET.fromstring(answer.stdout).iter(PAGE))  # noqa: S314 - poppler's own words
    found = {place.key: "" for place in wanted}
    outside = set()
    for number, page in enumerate(pages):
        here = [place for place in wanted if place.page == number]
        for word in page.iter(WORD):
            x0, y0, x1, y1 = (float(word.get(edge)) for edge in ("xMin", "yMin", "xMax", "yMax"))
            for place in here:
                if place.holds((x0 + x1) / 2, (y0 + y1) / 2):
                    found[place.key] += squeezed(word.text or "")
                    if x0 < place.left - SLACK or x1 > place.right + SLACK:
                        outside.add(place.field)
    return found, outside


def poppler_ink(file, wanted, folder):
    """By field: how many dark points poppler renders in its place."""
    command = ["pdftoppm", "-gray", "-r", "72", str(file), str(folder / "page")]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own file
    pictures = sorted(folder.glob("page-*.pgm"))
    ink = {}
    for number, picture in enumerate(pictures):
        data = picture.read_bytes()
        head = HEADER.match(data)
        width = int(head[1])
        ink |= _ink(wanted, number, data[head.end() :], width)
        picture.unlink()
    return ink


# --- pdfium ---


def pdfium_values(content):
    """By field: its value, and the buttons that are on, as pdfium reads them."""
    with pypdfium2.PdfDocument(content) as document:
        document.init_forms()
        values, ticked = {}, {}
        for page in document:
            for at in range(raw.FPDFPage_GetAnnotCount(page)):
                annotation = raw.FPDFPage_GetAnnot(page, at)
                if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
                    name = _read(raw.FPDFAnnot_GetFormFieldName, document, annotation)
                    values[name] = _read(raw.FPDFAnnot_GetFormFieldValue, document, annotation)
                    if raw.FPDFAnnot_GetFormFieldType(document.formenv, annotation) in TICKED:
                        on = bool(raw.FPDFAnnot_IsChecked(document.formenv, annotation))
                        ticked.setdefault(name, []).append(on)
                raw.FPDFPage_CloseAnnot(annotation)
            page.close()
        return values, ticked


def _read(ask, document, annotation):
    size = ask(document.formenv, annotation, None, 0)
    buffer = (ctypes.c_char * size)()
    ask(document.formenv, annotation, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def pdfium_texts(content, wanted):
    """By field: the text that pdfium renders in its place, once the fields are part of the page."""
    found = {}
    with pypdfium2.PdfDocument(content) as document:
        for number in range(len(document)):
            page = document[number]
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = document[number]
            height, text = page.get_height(), page.get_textpage()
            for place in (place for place in wanted if place.page == number):
                found[place.key] = squeezed(
                    text.get_text_bounded(
                        place.left, height - place.bottom, place.right, height - place.top
                    )
                )
            page.close()
    return found


def pdfium_ink(content, wanted):
    """By field: how many dark points pdfium renders in its place."""
    ink = {}
    with pypdfium2.PdfDocument(content) as document:
        document.init_forms()
        for number in range(len(document)):
            page = document[number]
            picture = page.render(scale=1, grayscale=True)
            ink |= _ink(wanted, number, bytes(picture.buffer), picture.stride)
            page.close()
    return ink


def _ink(wanted, number, points, width):
    return {
        place.key: sum(
            point < DARK
            for row in range(int(place.top), int(place.bottom) + 1)
            for point in points[row * width + int(place.left) : row * width + int(place.right) + 1]
        )
        for place in wanted
        if place.page == number
    }


# --- one page as a picture: its grey points, row by row, and how many are in a row ---


def pdfium_picture(file, page, scale):
    with pypdfium2.PdfDocument(file.read_bytes()) as document:
        document.init_forms()
        picture = document[page].render(scale=scale, grayscale=True)
        return bytes(picture.buffer), picture.stride


def poppler_picture(file, page, scale):
    number = str(page + 1)
    command = ["pdftoppm", "-gray", "-r", str(72 * scale), "-f", number, "-l", number, str(file)]
    data = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - our own file
    head = HEADER.match(data)
    return data[head.end() :], int(head[1])

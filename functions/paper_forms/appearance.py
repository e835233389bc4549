"""Renders what is in a text field or a list, so that every viewer and printer shows the same.

Needs pikepdf alone, as do all modules that a form is filled with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from functions.paper_forms.field_font import FieldFont, field_font

FONT_AND_SIZE = re.compile(r"(/\S+) ([\d.]+) Tf")
MULTILINE = 1 << 12
COMB = 1 << 24
PADDING = 3.0
LINE_STEP = 1.25
SMALLER = 0.95
SMALLEST = 4.0
READABLE = 6.0


@dataclass(frozen=True, slots=True)
class Line:
    """A text and where it starts."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """The inside of a field."""

    width: float
    height: float

    @property
    def inside(self) -> float:
        """The width that text may take."""
        return self.width - 2 * PADDING


class Pen:
    """Renders the fields of one form; equal renderings are kept once."""

    def __init__(self, pdf: Pdf) -> None:
        """A pen for the form in that file."""
        self._pdf = pdf
        self._form = pdf.Root.AcroForm
        self._fonts: dict[str, FieldFont] = {}
        self._appearances: dict[tuple[str, float, float], pikepdf.Object] = {}

    def font(self, field: pikepdf.Object) -> FieldFont:
        """The font that the field is written in."""
        name, _ = _font_and_size(field)
        if name not in self._fonts:
            self._fonts[name] = field_font(self._form, name)
        return self._fonts[name]

    def has_room(self, field: pikepdf.Object, text: str) -> bool:
        """Whether the text fits into the field, in letters that can still be read.

        Raises:
            KeyError: the text has a letter that the font does not have.
        """
        if len(text) > int(field.get("/MaxLen", len(text))):
            return False
        if has_cells(field):
            return not has_line_break(text)
        if not text or Name.Tx != field.FT:
            return True
        _, size = _font_and_size(field)
        font, box = self.font(field), _box(field)
        smallest = min(size, READABLE)
        return _fits(wrapped(text, font, box.inside / smallest), font, box, smallest)

    def render(self, field: pikepdf.Object) -> None:
        """Gives the field the appearance of its value.

        Raises:
            KeyError: the value has a letter that the font does not have.
        """
        name, size = _font_and_size(field)
        box = _box(field)
        size, lines = _lines(field, self.font(field), box, size)
        content = _content(name, size, lines, self.font(field), box)
        field.AP = Dictionary(N=self._appearance(content, name, box))

    def _appearance(self, content: str, font_name: str, box: Box) -> pikepdf.Object:
        key = (content, box.width, box.height)
        if key not in self._appearances:
            stream = Stream(self._pdf, content.encode("ascii"))
            stream.Type = Name.XObject
            stream.Subtype = Name.Form
            stream.BBox = Array([0, 0, round(box.width, 2), round(box.height, 2)])
            fonts = Dictionary({font_name: self._fonts[font_name].resource})
            stream.Resources = Dictionary(Font=fonts)
            self._appearances[key] = self._pdf.make_indirect(stream)
        return self._appearances[key]


def shows_text(field: pikepdf.Object) -> bool:
    """Whether the field shows text; a box to tick has its rendering already."""
    return field.get("/FT") in (Name.Tx, Name.Ch)


def has_cells(field: pikepdf.Object) -> bool:
    """Whether the field has a cell for each character."""
    return bool(Name.Tx == field.FT and int(field.get("/Ff", 0)) & COMB)


def has_line_break(text: str) -> bool:
    """Whether the text is of several lines, for which a row of cells has no place."""
    return "\n" in text or "\r" in text


def _font_and_size(field: pikepdf.Object) -> tuple[str, float]:
    found = FONT_AND_SIZE.search(str(field.DA))
    if found is None:
        raise ValueError(f"field {field.T} names no font")
    return found[1], float(found[2])


def _box(field: pikepdf.Object) -> Box:
    left, bottom, right, top = (float(edge) for edge in field.Rect)
    return Box(width=abs(right - left), height=abs(top - bottom))


def _shown(field: pikepdf.Object) -> str:
    """The text to show: the value, or what a list calls it."""
    value = str(field.get("/V", ""))
    if Name.Ch == field.FT:
        texts = {str(option[0]): str(option[1]) for option in field.Opt}
        return texts.get(value, value)
    return value


def _lines(
    field: pikepdf.Object, font: FieldFont, box: Box, size: float
) -> tuple[float, list[Line]]:
    """The lines to render and their size: smaller than asked when the text would not fit."""
    text, flags = _shown(field), int(field.get("/Ff", 0))
    if flags & COMB:
        return size, _cells(text, font, box, size, int(field.MaxLen))
    lines = wrapped(text, font, box.inside / size)
    while not _fits(lines, font, box, size) and size > SMALLEST:
        size *= SMALLER
        lines = wrapped(text, font, box.inside / size)
    last_line = (len(lines) - 1) * LINE_STEP * size
    first = _middle(font, box, size) + last_line / 2
    if flags & MULTILINE:
        first = box.height - PADDING - font.ascent * size
    places = (first - row * LINE_STEP * size for row in range(len(lines)))
    return size, [Line(PADDING, y, line) for line, y in zip(lines, places, strict=True)]


def _fits(lines: list[str], font: FieldFont, box: Box, size: float) -> bool:
    too_broad = (font.width(line) * size > box.inside for line in lines)
    return len(lines) * LINE_STEP * size <= box.height - 1 and not any(too_broad)


def _middle(font: FieldFont, box: Box, size: float) -> float:
    """The baseline that puts capitals and figures in the middle of the height."""
    return (box.height - font.cap_height * size) / 2


def _cells(text: str, font: FieldFont, box: Box, size: float, cells: int) -> list[Line]:
    """One character in the middle of each cell."""
    cell, y = box.width / cells, _middle(font, box, size)
    return [
        Line(place * cell + (cell - font.width(letter) * size) / 2, y, letter)
        for place, letter in enumerate(text)
    ]


def wrapped(text: str, font: FieldFont, width: float) -> list[str]:
    """The text in lines of at most that width; a single longer word stays whole."""
    lines: list[str] = []
    if not text:
        return lines
    for paragraph in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and font.width(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def _content(name: str, size: float, lines: list[Line], font: FieldFont, box: Box) -> str:
    """The rendering, kept inside the box."""
    texts = "".join(
        f" 1 0 0 1 {line.x:.2f} {line.y:.2f} Tm <{font.encoded(line.text)}> Tj" for line in lines
    )
    clip = f"1 1 {box.width - 2:.2f} {box.height - 2:.2f} re W n"
    text = f" BT {name} {size:.2f} Tf 0 g{texts} ET" if lines else ""
    return f"/Tx BMC q {clip}{text} Q EMC"

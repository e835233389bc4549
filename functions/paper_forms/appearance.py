"""Renders what is in a text field or a list, so that every viewer and printer shows the same.

Needs pikepdf alone, as do all modules that a form is filled with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from functions.paper_forms.field_font import FieldFont, field_fonts

FONT_AND_SIZE = re.compile(r"(/\S+) ([\d.]+) Tf")
MULTILINE = 1 << 12
COMB = 1 << 24
PADDING = 3.0
LINE_STEP = 1.25
SMALLER = 0.95
SMALLEST = 4.0
READABLE = 6.0
NOTHING = b""


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
    """Renders the fields of one form: each has an appearance stream of its own.

    A program that writes into the stream of one field so changes no other.
    """

    def __init__(self, pdf: Pdf) -> None:
        """A pen for the form in that file."""
        self._pdf = pdf
        self._form = pdf.Root.AcroForm
        self.fonts = field_fonts(self._form)

    @property
    def font(self) -> FieldFont:
        """The font that has every letter that a field can show."""
        return self.fonts.composite

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
        smallest, box = min(font_size(field), READABLE), _box(field)
        words = Words(text, self.font, breaks=has_lines(field))
        return _fits(words.lines(box.inside / smallest), box, smallest)

    def render(self, field: pikepdf.Object) -> None:
        """Gives the field the appearance of its value.

        Raises:
            KeyError: the value has a letter that the font does not have.
        """
        text = _shown(field)
        if text:
            self._render_text(field, text)
        else:
            field.AP.N.write(NOTHING)

    def _render_text(self, field: pikepdf.Object, text: str) -> None:
        # The default appearance keeps the simple font: a program that writes another text into
        # the field knows no other, and one that only shows the field shows this stream.
        box = _box(field)
        size, lines = _lines(field, text, self.font, box, font_size(field))
        font = self.fonts.font_for("".join(line.text for line in lines))
        field.AP.N.write(_content(size, lines, font, box).encode("ascii"))

    def add_appearance(self, field: pikepdf.Object, resources: pikepdf.Object) -> None:
        """Gives the field a stream of its own, and renders its value there.

        Raises:
            KeyError: the value has a letter that the font does not have.
        """
        box = _box(field)
        stream = Stream(self._pdf, NOTHING)
        stream.Subtype = Name.Form
        stream.BBox = Array([0, 0, round(box.width, 2), round(box.height, 2)])
        stream.Resources = resources
        field.AP = Dictionary(N=self._pdf.make_indirect(stream))
        self.render(field)


def default_appearance(font: str, size: float) -> Any:
    """Font, size, black: some viewers understand nothing else in this string."""
    return String(f"{font} {size:g} Tf 0 g")


def shows_text(field: pikepdf.Object) -> bool:
    """Whether the field shows text; a box to tick has its rendering already."""
    return field.get("/FT") in (Name.Tx, Name.Ch)


def has_cells(field: pikepdf.Object) -> bool:
    """Whether the field has a cell for each character."""
    return bool(Name.Tx == field.FT and int(field.get("/Ff", 0)) & COMB)


def has_lines(field: pikepdf.Object) -> bool:
    """Whether the field has several lines: a word that is too long for one goes on in the next."""
    return bool(int(field.get("/Ff", 0)) & MULTILINE)


def has_line_break(text: str) -> bool:
    """Whether the text is of several lines, for which a row of cells has no place."""
    return "\n" in text or "\r" in text


def font_size(field: pikepdf.Object) -> float:
    """The size of the letters of the field.

    Raises:
        ValueError: its default appearance names no font.
    """
    return _size(str(field.DA))


@cache
def _size(appearance: str) -> float:
    found = FONT_AND_SIZE.search(appearance)
    if found is None:
        raise ValueError(f"no font in {appearance!r}")
    return float(found[2])


def _box(field: pikepdf.Object) -> Box:
    left, bottom, right, top = map(float, field.Rect.as_list())
    return Box(width=abs(right - left), height=abs(top - bottom))


def _shown(field: pikepdf.Object) -> str:
    """The text to show: the value, or what a list calls it."""
    value = str(field.get("/V", ""))
    if Name.Ch == field.FT:
        texts = {str(option[0]): str(option[1]) for option in field.Opt}
        return texts.get(value, value)
    return value


def _lines(
    field: pikepdf.Object, text: str, font: FieldFont, box: Box, size: float
) -> tuple[float, list[Line]]:
    """The lines to render and their size: smaller than asked when the text would not fit."""
    flags = int(field.get("/Ff", 0))
    if flags & COMB:
        return size, _cells(text, font, box, size, int(field.MaxLen))
    words = Words(text, font, breaks=has_lines(field))
    # Words alone that take more lines than there are need not be broken into lines to know.
    most = box.inside * (box.height - 1) / LINE_STEP
    while size > SMALLEST and (
        words.width * size * size > most or not _fits(words.lines(box.inside / size), box, size)
    ):
        size *= SMALLER
    lines = words.lines(box.inside / size)
    last_line = (len(lines) - 1) * LINE_STEP * size
    first = _middle(font, box, size) + last_line / 2
    if has_lines(field):
        first = box.height - PADDING - font.ascent * size
    places = (first - row * LINE_STEP * size for row in range(len(lines)))
    return size, [Line(PADDING, y, line) for (line, _), y in zip(lines, places, strict=True)]


def _fits(lines: list[tuple[str, float]], box: Box, size: float) -> bool:
    if len(lines) * LINE_STEP * size > box.height - 1:
        return False
    return all(width * size <= box.inside for _, width in lines)


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


class Words:
    """A text whose words are measured once, to be broken into lines of any width."""

    def __init__(self, text: str, font: FieldFont, *, breaks: bool = False) -> None:
        """The text in that font; ``breaks``: a word longer than a line is broken.

        Raises:
            KeyError: the text has a letter that the font does not have.
        """
        self._font, self._breaks = font, breaks
        self._space = font.width(" ")
        self._paragraphs = [
            [(word, font.width(word)) for word in paragraph.split(" ")]
            for paragraph in (_paragraphs(text) if text else ())
        ]
        self.width = sum(width for words in self._paragraphs for _, width in words)

    def lines(self, width: float) -> list[tuple[str, float]]:
        """Lines of at most that width, and the width of each; a longer word only if it breaks."""
        found = []
        for paragraph in self._paragraphs:
            words = self._broken(paragraph, width) if self._breaks else paragraph
            line, taken = words[0]
            for word, broad in words[1:]:
                longer = taken + self._space + broad
                if line and longer > width:
                    found.append((line, taken))
                    line, taken = word, broad
                elif line:
                    line, taken = f"{line} {word}", longer
                else:
                    line, taken = word, broad
            found.append((line, taken))
        return found

    def _broken(self, words: list[tuple[str, float]], width: float) -> list[tuple[str, float]]:
        """The words, each that is longer than a line in parts as long as one."""
        if all(broad <= width for _, broad in words):
            return words
        return [part for word in words for part in self._parts(*word, width)]

    def _parts(self, word: str, broad: float, width: float) -> Iterator[tuple[str, float]]:
        if broad <= width:
            yield word, broad
            return
        part, taken = "", 0.0
        for letter in word:
            more = self._font.width(letter)
            if part and taken + more > width:
                yield part, taken
                part, taken = "", 0.0
            part, taken = part + letter, taken + more
        yield part, taken


def _paragraphs(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def wrapped(text: str, font: FieldFont, width: float) -> list[str]:
    """The text in lines of at most that width; a single longer word stays whole."""
    return [line for line, _ in Words(text, font).lines(width)]


def _content(size: float, lines: list[Line], font: FieldFont, box: Box) -> str:
    """The rendering, kept inside the box."""
    texts = "".join(
        f" 1 0 0 1 {line.x:.2f} {line.y:.2f} Tm <{font.encoded(line.text)}> Tj" for line in lines
    )
    clip = f"1 1 {box.width - 2:.2f} {box.height - 2:.2f} re W n"
    return f"/Tx BMC q {clip} BT {font.name} {size:.2f} Tf 0 g{texts} ET Q EMC"

"""Reads back the font that the fields of a form are written in: its letters and their widths.

Needs pikepdf alone, as do all modules that a form is filled with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

HEX = rb"<([0-9A-Fa-f]+)>"
BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
PAIR = re.compile(HEX + rb"\s*" + HEX)
TRIPLE = re.compile(HEX + rb"\s*" + HEX + rb"\s*" + HEX)
THOUSANDTHS = 1000
REPLACEMENTS = str.maketrans({"\u202f": "\u00a0", "\t": " "})
"""Spaces that the font does not have, and the space that is rendered instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFont:
    """A font of the form. ``glyphs`` gives the code of a letter, ``widths`` the width of a code."""

    resource: pikepdf.Object
    glyphs: Mapping[str, int]
    widths: Mapping[int, float]
    default_width: float
    cap_height: float
    ascent: float

    def encoded(self, text: str) -> str:
        """The text as the hexadecimal string of a content stream.

        Raises:
            KeyError: a letter is not in the font.
        """
        return "".join(f"{self.glyphs[letter]:04X}" for letter in text.translate(REPLACEMENTS))

    def width(self, text: str) -> float:
        """The width of the text at size 1."""
        codes = (self.glyphs[letter] for letter in text.translate(REPLACEMENTS))
        return sum(self.widths.get(code, self.default_width) for code in codes) / THOUSANDTHS

    def missing(self, text: str) -> str:
        """The letters of the text that the font does not have."""
        return "".join(sorted({*text.translate(REPLACEMENTS)} - self.glyphs.keys()))


def field_font(form: pikepdf.Object, name: str) -> FieldFont:
    """The font of that name in the resources of the form."""
    font = form.DR.Font[name]
    descendant = font.DescendantFonts[0]
    descriptor = descendant.FontDescriptor
    return FieldFont(
        resource=font,
        glyphs=_glyphs(font.ToUnicode.read_bytes()),
        widths=dict(_widths(list(descendant.get("/W", pikepdf.Array())))),
        default_width=float(descendant.get("/DW", THOUSANDTHS)),
        cap_height=float(descriptor.CapHeight) / THOUSANDTHS,
        ascent=float(descriptor.Ascent) / THOUSANDTHS,
    )


def _glyphs(to_unicode: bytes) -> dict[str, int]:
    """The code of each letter, from the map that turns codes into letters."""
    glyphs: dict[str, int] = {}
    for kind, block in BLOCK.findall(to_unicode):
        pairs = _single(block) if kind == b"char" else _ranges(block)
        for code, letter in pairs:
            glyphs.setdefault(letter, code)
    return glyphs


def _single(block: bytes) -> Iterator[tuple[int, str]]:
    for code, letters in PAIR.findall(block):
        yield int(code, 16), bytes.fromhex(letters.decode()).decode("utf-16-be")


def _ranges(block: bytes) -> Iterator[tuple[int, str]]:
    for first, last, letter in TRIPLE.findall(block):
        start = int(first, 16)
        for code in range(start, int(last, 16) + 1):
            yield code, chr(int(letter, 16) + code - start)


def _widths(entries: list[pikepdf.Object]) -> Iterator[tuple[int, float]]:
    """``c [w w]`` and ``first last w`` entries, one width a code."""
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from ((first + place, float(width)) for place, width in enumerate(second))
        else:
            width = float(entries.pop(0))
            yield from ((code, width) for code in range(first, int(second) + 1))

"""Reads back the two fonts that the fields of a form are written in: their letters and widths.

Both draw the same outlines. The simple one has a byte for a letter, as programs that fill forms in
expect; the composite one has every letter, and is used where the simple one lacks one.
Needs pikepdf alone, as do all modules that a form is filled with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pikepdf

SIMPLE = "/NotoSans"
COMPOSITE = "/NotoSansUnicode"
HEX = rb"<([0-9A-Fa-f]+)>"
BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
PAIR = re.compile(HEX + rb"\s*" + HEX)
TRIPLE = re.compile(HEX + rb"\s*" + HEX + rb"\s*" + HEX)
THOUSANDTHS = 1000
NO_BREAK_SPACE = "\u00a0"
REPLACEMENTS = str.maketrans({"\u202f": NO_BREAK_SPACE, "\t": " "})
"""Spaces that the font does not have, and the space that is rendered instead."""
SOFT_HYPHEN = 0xAD
SINGLE_BYTES = tuple(
    code for code in (*range(0x20, 0x7F), *range(0x80, 0x100)) if code != SOFT_HYPHEN
)
WIN_ANSI = "cp1252"
"""The encoding of the simple font. It shows a soft hyphen, which is not to be seen: left out."""
KEPT_FONTS = 32


@dataclass(frozen=True, slots=True)
class Letters:
    """What a font can write: the code of each letter in hexadecimal figures, and its width."""

    codes: Mapping[str, str]
    widths: Mapping[str, float]
    cap_height: float
    ascent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFont:
    """A font of the form, under its name in the resources."""

    name: str
    resource: pikepdf.Object
    letters: Letters

    @property
    def cap_height(self) -> float:
        """The height of capitals at size 1."""
        return self.letters.cap_height

    @property
    def ascent(self) -> float:
        """The height of a line above its baseline at size 1."""
        return self.letters.ascent

    def encoded(self, text: str) -> str:
        """The text as the hexadecimal string of a content stream.

        Raises:
            KeyError: a letter is not in the font.
        """
        return "".join(map(self.letters.codes.__getitem__, text.translate(REPLACEMENTS)))

    def width(self, text: str) -> float:
        """The width of the text at size 1."""
        return sum(map(self.letters.widths.__getitem__, text.translate(REPLACEMENTS)))

    def writes(self, text: str) -> bool:
        """Whether the font has every letter of the text."""
        return self.letters.codes.keys() >= {*text.translate(REPLACEMENTS)}

    def missing(self, text: str) -> str:
        """The letters of the text that the font does not have."""
        return "".join(sorted({*text.translate(REPLACEMENTS)} - self.letters.codes.keys()))


@dataclass(frozen=True, slots=True)
class FieldFonts:
    """The fonts of a form. All letters and widths are those of ``composite``."""

    simple: FieldFont
    composite: FieldFont

    def font_for(self, text: str) -> FieldFont:
        """The font that the text is written in: the simple one unless it lacks a letter."""
        return self.simple if self.simple.writes(text) else self.composite


def field_fonts(form: pikepdf.Object) -> FieldFonts:
    """The two fonts in the resources of the form."""
    composite = field_font(form, COMPOSITE)
    return FieldFonts(
        simple=FieldFont(
            name=SIMPLE,
            resource=form.DR.Font[SIMPLE],
            letters=_single_bytes(composite.letters),
        ),
        composite=composite,
    )


def field_font(form: pikepdf.Object, name: str = COMPOSITE) -> FieldFont:
    """The composite font of that name in the resources of the form."""
    font = form.DR.Font[name]
    descendant = font.DescendantFonts[0]
    descriptor = descendant.FontDescriptor
    letters = _letters(
        font.ToUnicode.read_bytes(),
        descendant.W.unparse() if "/W" in descendant else b"[]",
        float(descendant.get("/DW", THOUSANDTHS)),
        float(descriptor.CapHeight) / THOUSANDTHS,
        float(descriptor.Ascent) / THOUSANDTHS,
    )
    return FieldFont(name=name, resource=font, letters=letters)


# Every form of a build has the same fonts: they are measured once.
@lru_cache(KEPT_FONTS)
def _letters(
    to_unicode: bytes, widths: bytes, default_width: float, cap_height: float, ascent: float
) -> Letters:
    glyphs = _glyphs(to_unicode)
    by_code = dict(_widths(list(pikepdf.Object.parse(widths))))
    return Letters(
        {letter: f"{code:04X}" for letter, code in glyphs.items()},
        {letter: by_code.get(code, default_width) / THOUSANDTHS for letter, code in glyphs.items()},
        cap_height,
        ascent,
    )


def _single_bytes(every: Letters) -> Letters:
    """The letters that the simple font has a byte for, out of all that the outlines have."""
    codes = {
        letter: f"{code:02X}"
        for code in SINGLE_BYTES
        if (letter := bytes((code,)).decode(WIN_ANSI, "ignore")) in every.codes
    }
    # The encoding draws a space there, and programs read one back.
    codes[NO_BREAK_SPACE] = codes[" "]
    return Letters(codes, every.widths, every.cap_height, every.ascent)


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

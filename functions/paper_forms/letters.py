"""Text that the font of a form may not have all letters of: nothing is ever left out in silence."""

from __future__ import annotations

import unicodedata

from functions.forms.parse_text import named
from functions.paper_forms.field_font import FieldFont

LINE_BREAKS = "\r\n"


def printable(text: str, font: FieldFont) -> str:
    """The text with each character that the font lacks written as its code, ``[U+540D]``.

    So are control characters and marks of direction: they would change how the rest is read.
    """
    joined = unicodedata.normalize("NFC", text)
    missing = set(font.missing(joined))
    return "".join(_code(letter) if letter in missing else letter for letter in joined)


def codes(text: str, font: FieldFont) -> str:
    """The characters of the text that the font lacks, by their codes; empty where it has all."""
    joined = unicodedata.normalize("NFC", text)
    for line_break in LINE_BREAKS:
        joined = joined.replace(line_break, "")
    return named(font.missing(joined))


def _code(letter: str) -> str:
    return f"[{named(letter)}]"

"""Make the two fonts of the paper forms from the npm package ``@fontsource/noto-sans`` 5.3.0.

    npm pack @fontsource/noto-sans@5.3.0 && tar xf fontsource-noto-sans-5.3.0.tgz
    python site/paper/fonts/subset.py package/files

The same package gives the same bytes. A form embeds the font of its fields whole, because people
may type any letter: so the regular font holds the letters of Latin, Greek and Cyrillic alphabets,
and the bold one, which only headings are printed in, those of the Latin languages of Europe.
"""

# ruff: noqa: INP001 - a script beside the fonts that it makes, in no package

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
REGULAR, BOLD = "400", "700"
FONTS = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}
LATIN = ("latin", "latin-ext")
ALPHABETS = {REGULAR: (*LATIN, "greek", "cyrillic"), BOLD: LATIN}
LATIN_LETTERS = frozenset(range(0x20, 0x7F)) | frozenset(range(0xA0, 0x180))
ROMANIAN_AND_SHARP_S = frozenset(map(ord, "ȘșȚțẞ"))
SIGNS = frozenset(map(ord, "–—‘’‚“”„†•…‹›€™−"))  # noqa: RUF001  (the signs themselves)
WELSH_AND_AZERBAIJANI = frozenset(map(ord, "ẀẁẂẃẄẅƏə"))
GREEK = frozenset(range(0x384, 0x3CF))
CYRILLIC = frozenset(range(0x400, 0x460)) | frozenset(map(ord, "Ґґ"))
EUROPEAN = LATIN_LETTERS | ROMANIAN_AND_SHARP_S | SIGNS
OTHERS = WELSH_AND_AZERBAIJANI | GREEK | CYRILLIC
CHARACTERS = {REGULAR: EUROPEAN | OTHERS, BOLD: EUROPEAN}


def without_layout() -> subset.Options:
    """Options that leave plain outlines: no ligature, so that text comes out as it was typed."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    return options


def part(package: Path, alphabet: str, weight: str, folder: Path) -> str:
    """One alphabet of one weight, cut down, as a file in the folder."""
    woff = package / f"noto-sans-{alphabet}-{weight}-normal.woff2"
    font = TTFont(woff, recalcTimestamp=False)
    font.flavor = None
    cutter = subset.Subsetter(without_layout())
    cutter.populate(unicodes=CHARACTERS[weight])
    cutter.subset(font)
    file = folder / f"{alphabet}-{weight}.ttf"
    font.save(file)
    return str(file)


def make(package: Path) -> None:
    """Write the two fonts beside this script."""
    for weight, name in FONTS.items():
        with tempfile.TemporaryDirectory() as folder:
            parts = [
                part(package, alphabet, weight, Path(folder)) for alphabet in ALPHABETS[weight]
            ]
            font = merge.Merger().merge(parts)
            source = TTFont(parts[0])["head"]
            font["head"].created, font["head"].modified = source.created, source.modified
            font.recalcTimestamp = False
            font.save(HERE / name)


if __name__ == "__main__":
    make(Path(sys.argv[1]))

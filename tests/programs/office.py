"""LibreOffice opens what a reader saves: tables in columns, never another number, and letters.

A table saved by a page is opened with the separators that the import dialogue proposes, under
Belgian and British settings. A letter becomes a PDF that says what the letter says.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from pathlib import Path

from functions.exports.csv import spreadsheet_file
from functions.exports.ods import ods_file
from functions.exports.odt import odt_file
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.letters.definition import letters
from functions.letters.files import as_text, blocks
from functions.letters.letter import write_letter
from functions.letters.request import LetterRequest
from tests.programs.running import BUILD, run
from tests.programs.tables import TABLE
from tests.support.environments import NotInstalled

PROGRAM = "soffice"
TABLE_OF_PAGE, SPREADSHEET, LETTER = "table of a page", "spreadsheet", "letter"
OUTPUTS = (TABLE_OF_PAGE, SPREADSHEET, LETTER)
SETTINGS = ("fr-BE", "nl-BE", "de-DE", "en-GB")
AMOUNT = "1234.56"
DIALOGUE = "Text - txt - csv (StarCalc):9/44/59,34,65535,1,,0,false,true"
"""Tab, comma and semicolon, quotes, UTF-16, numbers with signs recognized."""
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">\
<value>{settings}</value></prop></item>
</oor:items>
"""
CELL = re.compile(r"<table:table-cell([^>]*?)(?:/>|>(.*?)</table:table-cell>)", re.DOTALL)
VALUE = re.compile(r'office:value="([^"]*)"')
TAG = re.compile(r"<[^>]+>")
BULLETS = ("\u2013", "\u2022")
NAME = "Ana Łukasik Ελένη 名"


def office_faults(output: str) -> Iterator[str]:
    """What is wrong with an output in any language.

    Raises:
        NotInstalled: LibreOffice is not on this machine.
        Failed: it ends with an error.
    """
    if shutil.which(PROGRAM) is None:
        raise NotInstalled(f"{PROGRAM} is not on this machine")
    folder = BUILD / "office"
    folder.mkdir(parents=True, exist_ok=True)
    return _letter_faults(folder) if output == LETTER else _table_faults(folder, output)


def _table_faults(folder: Path, output: str) -> Iterator[str]:
    for settings in SETTINGS:
        files = {}
        for language in LANGUAGES:
            catalog = catalog_of(language)
            content = ods_file if output == SPREADSHEET else spreadsheet_file
            file = folder / f"table-{language}.{'ods' if output == SPREADSHEET else 'csv'}"
            file.write_bytes(content(TABLE, catalog))
            files[language] = file
        options = () if output == SPREADSHEET else (f"--infilter={DIALOGUE}",)
        for language, opened in _converted(folder, files, "fods", settings, *options).items():
            for fault in _faults_of_cells(opened, has_numbers=output == SPREADSHEET):
                yield f"{language}, {settings}: {fault}"


def _faults_of_cells(opened: str, *, has_numbers: bool) -> Iterator[str]:
    cells = [cell for cell in CELL.findall(opened) if "office:value-type" in cell[0]]
    wide = len(TABLE.headings)
    if len(cells) != wide * (len(TABLE.rows) + 1):
        yield f"{len(cells)} cells"
        return
    if "table:formula" in opened:
        yield "a formula"
    numbers = {found[1] for cell in cells[wide:] if (found := VALUE.search(cell[0]))}
    if numbers - {AMOUNT} or (has_numbers and not numbers):
        yield f"numbers {sorted(numbers)}"
    words = [unescape(TAG.sub("", text)).strip() for _, text in cells[wide + 3 :: wide]]
    if [text.lstrip("'") for text in words] != [row[3] for row in TABLE.rows]:
        yield f"words {words}"


def _letter_faults(folder: Path) -> Iterator[str]:
    files, texts = {}, {}
    for language in LANGUAGES:
        catalog = catalog_of(language)
        for name, definition in letters().items():
            request = LetterRequest(sender_name=NAME)
            letter = write_letter(definition, request, catalog, date(2026, 11, 30))
            key = f"{language}, {name}"
            files[key] = folder / f"{name}-{language}.odt"
            files[key].write_bytes(odt_file(letter.title, tuple(blocks(letter, catalog)), catalog))
            texts[key] = as_text(letter, catalog)
    for key, found in _converted(folder, files, "txt:Text (encoded):UTF8", SETTINGS[0]).items():
        if _words(found) != _words(texts[key]):
            yield f"{key}: other words"


def _words(text: str) -> list[str]:
    return [word for word in text.lstrip("\ufeff").split() if word not in BULLETS]


def _converted(
    folder: Path, files: Mapping[str, Path], kind: str, settings: str, *options: str
) -> dict[str, str]:
    """What each file becomes, by the same keys: one start of the program for all."""
    profile = folder / f"profile-{settings}"
    choices = profile / "user" / "registrymodifications.xcu"
    if not choices.is_file():
        choices.parent.mkdir(parents=True)
        choices.write_text(PROFILE.format(settings=settings), encoding="utf-8")
    ending = f".{kind.partition(':')[0]}"
    made = {key: file.with_suffix(ending) for key, file in files.items()}
    for file in made.values():
        file.unlink(missing_ok=True)
    own = f"-env:UserInstallation={profile.resolve().as_uri()}"
    to = (*options, "--convert-to", kind, "--outdir", str(folder))
    run([PROGRAM, own, "--headless", *to, *map(str, files.values())], folder)
    return {
        key: file.read_text(encoding="utf-8") if file.is_file() else ""
        for key, file in made.items()
    }

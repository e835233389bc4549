"""Gives the paper forms, empty and filled in, to pdf.js: the viewer of Firefox, the third engine.

    PYTHONPATH=.:site python -m tests.site.paper.in_pdf_js [form ...]

npm puts the package ``pdfjs-dist`` below ``build/``, with the hashes of ``pdf_js/``; a Chromium
(``CHROMIUM``, as for the tests) runs it. Every field of every form is asked for its value, for
the text that is rendered in it, and for ink in its place. Whatever differs from what was given is
printed, and fails.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from functions.paper_forms.definition import form_names
from tests.site.paper.engines import Place, squeezed
from tests.site.paper.fillings import CASES, Case
from tests.support.environments import NotInstalled, install_by_npm
from tools.dev.browser import FLAGS, chromium
from tools.dev.places import BUILD
from tools.dev.port import HOST

SOURCES = Path(__file__).with_name("pdf_js")
READER = ("reader.html", "reader.mjs")
READ = "address => globalThis.readForm(address)"
FOLDER = BUILD / "pdf_js"
TIMEOUT_MS = 120_000
"""A form of twenty pages, on a machine that does something else as well."""

Key = tuple[str, int]
"""A field, and which of its buttons."""


class ExpectedField(NamedTuple):
    """What is to be found in the place of a field."""

    value: str = ""
    text: str = ""
    on: bool = False
    marked: bool = False


class Seen(NamedTuple):
    """What pdf.js finds in the place of a field; its ink in points of a rendering.

    The text is the one that is rendered; of a choice, the words of the option, which pdf.js shows.
    """

    value: str = ""
    text: str = ""
    on: bool = False
    ink: int = 0


class OtherFields(Exception):
    """A page has other fields, or the same in another order, than the file says."""


def main() -> int:
    """Read every filling, print what differs, and return the exit code."""
    parser = argparse.ArgumentParser(prog="tests.site.paper.in_pdf_js", description=__doc__)
    parser.add_argument("forms", nargs="*", help="names of forms; all of them if none")
    wanted = parser.parse_args().forms or form_names()
    if unknown := set(wanted) - set(form_names()):
        parser.error(f"There is no form {', '.join(sorted(unknown))}: {', '.join(form_names())}")
    try:
        install()
    except NotInstalled as error:
        sys.exit(str(error))
    wrong = files = 0
    with reader() as page:
        for name in wanted:
            for edition, filling in CASES:
                found, fields = checked(page, name, edition, filling)
                what = f"{name}, {edition.value}, {filling}"
                sys.stdout.writelines(f"    {line}\n" for line in found)
                sys.stdout.write(f"{what}: {fields} places, {len(found)} wrong\n")
                sys.stdout.flush()
                wrong += len(found)
                files += 1
    sys.stdout.write(f"{len(wanted)} forms, {files} fillings: {wrong} wrong\n")
    return 1 if wrong else 0


def install() -> None:
    """Put pdf.js below ``build/``, once for each state of its lock, and the reader beside it.

    Raises:
        NotInstalled: there is no Node, or npm refuses.
    """
    # Its optional part renders without a browser; there is one.
    install_by_npm(SOURCES, FOLDER, "--omit=optional")
    for name in READER:
        shutil.copyfile(SOURCES / name, FOLDER / name)


class Quiet(SimpleHTTPRequestHandler):
    """Serves the folder of the reader, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Nothing: only what differs is printed."""


@contextmanager
def reader() -> Iterator[Page]:
    """A page of a browser in which pdf.js is loaded."""
    program = chromium()
    if program is None:
        sys.exit("No Chromium. Cure: apt-get install chromium, or set CHROMIUM to one.")
    server = ThreadingHTTPServer((HOST, 0), partial(Quiet, directory=str(FOLDER)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
            page = browser.new_page()
            page.set_default_timeout(TIMEOUT_MS)
            page.goto(f"http://{HOST}:{server.server_port}/{READER[0]}")
            page.wait_for_function("globalThis.readForm !== undefined")
            yield page
            browser.close()
    finally:
        server.shutdown()
        server.server_close()


def checked(page: Page, name: str, edition: object, filling: str) -> tuple[list[str], int]:
    """What differs in a form that is filled in so, and how many places it has."""
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        case = Case(name, edition, filling, Path(folder))
        empty, filled = (
            page.evaluate(READ, file.relative_to(FOLDER).as_posix())
            for file in (case.empty_file, case.file)
        )
    try:
        before, after = seen(empty, case.places), seen(filled, case.places)
    except OtherFields as error:
        return [str(error)], len(case.places)
    found = differences(expected_fields(case), before, after)
    annex = [part["text"] for part in filled[len(empty) :]]
    found += not_in_annex({field: case.entries[field].shown for field in case.moved()}, annex)
    return found, len(case.places)


def seen(pages: Sequence[Mapping[str, object]], places: Iterable[Place]) -> dict[Key, Seen]:
    """What pdf.js finds in each of those places.

    Raises:
        OtherFields: its fields are not those of the file.
    """
    by_page: dict[int, list[Place]] = {}
    for place in places:
        by_page.setdefault(place.page, []).append(place)
    found = {}
    for number, page in enumerate(pages):
        here, widgets = by_page.get(number, []), page["widgets"]
        if [place.field for place in here] != [widget["field"] for widget in widgets]:
            raise OtherFields(f"page {number + 1} has other fields than the file says")
        for place, widget in zip(here, widgets, strict=True):
            found[place.key] = Seen(
                widget["value"], squeezed(widget["text"]), widget["on"], widget["ink"]
            )
    return found


def expected_fields(case: Case) -> dict[Key, ExpectedField]:
    """What is to be found in each place of a form that was filled in."""
    texts, marked, moved = case.texts(), case.marked(), case.moved()
    return {
        key: ExpectedField(
            value="" if is_button else case.see_annex if key[0] in moved else entry.value,
            text=texts[key],
            on=is_button and key in marked,
            marked=key in marked,
        )
        for key in texts
        for entry in (case.entries.get(key[0]),)
        for is_button in (entry is None or not entry.shown,)
    }


def differences(
    expected: Mapping[Key, ExpectedField], empty: Mapping[Key, Seen], filled: Mapping[Key, Seen]
) -> list[str]:
    """A line for everything that pdf.js finds otherwise than it was given; of both files."""
    lines = []
    if not expected.keys() == empty.keys() == filled.keys():
        return ["the files do not have the expected fields"]
    for key, wanted in expected.items():
        name = f"{key[0]} ({key[1]})" if key[1] else key[0]
        before, after = empty[key], filled[key]
        if before[:3] != Seen()[:3]:
            lines.append(f"{name}: not empty in the empty form: {before[:3]}")
        lines += [
            f"{name}: {part} is {getattr(after, part)!r}, expected {getattr(wanted, part)!r}"
            for part in ("value", "text", "on")
            if getattr(after, part) != getattr(wanted, part)
        ]
        if (after.ink > before.ink) != wanted.marked:
            lines.append(f"{name}: {before.ink} dark points when empty, then {after.ink}")
    return lines


def not_in_annex(moved: Mapping[str, str], pages: Iterable[str]) -> list[str]:
    """A line for each text without room in its field that is not whole in the annex."""
    # The last line of a page says which it is.
    read = squeezed("".join(page.rstrip().rpartition("\n")[0] for page in pages))
    return [
        f"{field}: not whole in the annex"
        for field, text in moved.items()
        if not re.search(rf"{re.escape(field)}:?{re.escape(squeezed(text))}(?!W)", read)
    ]


if __name__ == "__main__":
    sys.exit(main())

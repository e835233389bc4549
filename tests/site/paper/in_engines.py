"""Gives the forms to programs that render and fill PDF: a table of verdicts, and pictures.

    PYTHONPATH=.:site python -m tests.site.paper.in_engines [--output build/pdf_engines]

Files: the empty request for intervention, its large print, and filled forms of a household in each
language. Poppler and PDFium belong to the tests. MuPDF (the package ``pymupdf``), ``pypdf`` and
``qpdf`` take part where they are installed, pdftk where the command ``pdftk`` or the variable
``PDFTK`` names it; the table says which are missing. ``in_pdf_js`` is the command for pdf.js.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple
from unittest import mock

import pikepdf
import pypdfium2
from PIL import Image

from functions.forms.parse import parse_json_answers
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.pages.built_pages import PAGES_DIRECTORY
from functions.paper_forms.forms import advance_calculator, waiver_calculator
from publishing.paper.build import cached_form
from publishing.paper.edition import Edition
from tests.api.events import application, waiver
from tests.site.paper import engines
from tests.site.paper.engines import Place, squeezed
from tests.site.paper.test_simple_programs import cell_edges
from tools.dev.places import BUILD

SCALE = 4
CELLS = 11
NARROW = 0.01
FIELD, RADIO = "debtor-firstNames", "applicant-capacity"
TEXT = "TESTNAAM été"
PEOPLE = {
    "applicant-lastName": "Öztürk-Łukasik",
    "applicant-firstNames": "Zoë Ștefania",
    "applicant-street": "Rue Élan 12 bte 3",
    "applicant-postalCode": "4700",
    "applicant-municipality": "Eupen",
    "debtor-lastName": "Peeters",
    # The field that the programs then fill anew: in letters of the composite font.
    "debtor-firstNames": "Łukasz Георги Ελένη",
    "debtor-birthDate": "3/5/1980",
    "creditors-1-firstNames": "Mia",
    "creditors-2-firstNames": "Noë",
    "decision-reference": "GP-2026/0042",
}
HOUSEHOLD = {
    "children": [
        {"birthDate": "2015-05-03", "monthlyMaintenance": "150.00"},
        {"birthDate": "2018-11-28", "monthlyMaintenance": "1175.50"},
    ],
    "title": {
        "kind": "judgment",
        "date": "2023-03-10",
        "served": True,
        "indexation": "healthIndex",
    },
}


class Missing(Exception):
    """A program that is not on this machine."""


class Row(NamedTuple):
    """One line of the table."""

    engine: str
    file: str
    verdict: str


class Engine(NamedTuple):
    """A program. ``render`` gives a picture of a page, ``fill`` a form with a text in one field."""

    name: str
    version: Callable[[], str]
    render: Callable[[bytes, int], Image.Image] | None = None
    fill: Callable[[bytes], bytes] | None = None
    check: Callable[[bytes], str] | None = None


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The name and content of each file."""
    yield "intervention, empty, fr", cached_form("intervention", "fr")
    yield "intervention, large print, fr", cached_form("intervention", "fr", Edition.LARGE_PRINT)
    for language in LANGUAGES:
        for name, calculator, document in (
            ("intervention", advance_calculator, application(**HOUSEHOLD)),
            ("waiver-request", waiver_calculator, waiver()),
        ):
            empty = folder / language / "forms" / f"{name}.pdf"
            empty.parent.mkdir(parents=True, exist_ok=True)
            empty.write_bytes(cached_form(name, language))
            made = calculator(name)
            decoded = parse_json_answers(made.schema, document)
            with mock.patch.dict(os.environ, {PAGES_DIRECTORY: str(folder)}):
                case = made.compute(decoded.request)
                yield (
                    f"{name}, household, {language}",
                    made.paper.make(case, catalog_of(language), PEOPLE),
                )


# --- the programs ---


def _module(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        raise Missing(name) from missing


def _command(name: str) -> list[str]:
    command = shlex.split(os.environ.get(name.upper(), "")) or [shutil.which(name) or ""]
    if not command[0]:
        raise Missing(name)
    return command


def _run(command: Sequence[str]) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - the programs above
    return (ran.stdout or ran.stderr).strip()


def _poppler(content: bytes, page: int) -> Image.Image:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        points, width = engines.poppler_picture(Path(file.name), page, SCALE)
    return Image.frombytes("L", (width, len(points) // width), points)


def _pdfium(content: bytes, page: int) -> Image.Image:
    with pypdfium2.PdfDocument(content) as document:
        document.init_forms()
        return document[page].render(scale=SCALE, grayscale=True).to_pil()


def _mupdf(content: bytes, page: int) -> Image.Image:
    mupdf = _module("pymupdf")
    picture = mupdf.open(stream=content)[page].get_pixmap(
        matrix=mupdf.Matrix(SCALE, SCALE), colorspace="gray", alpha=False
    )
    return Image.frombytes("L", (picture.width, picture.height), picture.samples)


def _fill_mupdf(content: bytes) -> bytes:
    document = _module("pymupdf").open(stream=content)
    for page in document:
        for widget in page.widgets():
            if widget.field_name == FIELD:
                widget.field_value = TEXT
                widget.update()
    return bytes(document.tobytes())


def _fill_pypdf(content: bytes) -> bytes:
    writer = _module("pypdf").PdfWriter(clone_from=io.BytesIO(content))
    for page in writer.pages:
        writer.update_page_form_field_values(page, {FIELD: TEXT}, auto_regenerate=False)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _fill_pdftk(content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        form, data, output = (Path(folder) / name for name in ("form.pdf", "data.fdf", "new.pdf"))
        form.write_bytes(content)
        fields = f"<< /T ({FIELD}) /V ({TEXT}) >>"
        fdf = f"%FDF-1.2\n1 0 obj\n<< /FDF << /Fields [{fields}] >> >>\nendobj\n"
        data.write_bytes(f"{fdf}trailer\n<< /Root 1 0 R >>\n%%EOF\n".encode("latin-1"))
        said = _run([*_command("pdftk"), str(form), "fill_form", str(data), "output", str(output)])
        return output.read_bytes() if output.exists() else said.encode()


def _check_qpdf(content: bytes) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        said = _run([*_command("qpdf"), "--check", file.name])
    return "" if "No syntax or stream encoding errors" in said else said


def _check_pikepdf(content: bytes) -> str:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return "; ".join(pdf.check_pdf_syntax())


ENGINES = (
    Engine("poppler", lambda: _number(["pdftoppm", "-v"]), render=_poppler),
    Engine("PDFium", lambda: str(pypdfium2.PYPDFIUM_INFO), render=_pdfium),
    Engine("MuPDF", lambda: str(_module("pymupdf").VersionBind), render=_mupdf, fill=_fill_mupdf),
    Engine("pypdf", lambda: str(_module("pypdf").__version__), fill=_fill_pypdf),
    Engine("pdftk", lambda: _version("pdftk"), fill=_fill_pdftk),
    Engine("pikepdf", lambda: pikepdf.__version__, check=_check_pikepdf),
    Engine("qpdf", lambda: _version("qpdf"), check=_check_qpdf),
)


def _version(program: str) -> str:
    return _number([*_command(program), "--version"])


def _number(command: Sequence[str]) -> str:
    """The version that a program says it has."""
    found = re.search(r"\d+(?:\.\d+)+", _run(command))
    return found[0] if found else ""


# --- the verdicts ---


def verdict(engine: Engine, file: str, content: bytes, pictures: Path) -> str:
    """What a program does with a file: "good", or what is wrong."""
    faults = []
    if engine.check and (said := engine.check(content)):
        faults.append(said)
    if engine.fill:
        faults += _faults_of_filled(content, engine.fill(content))
        content = engine.fill(content)
    if engine.render:
        faults += _faults_of_pictures(engine, file, content, pictures)
    return "; ".join(faults) or "good"


def _faults_of_filled(content: bytes, filled: bytes) -> Iterator[str]:
    """The text is in its field, and in no other."""
    if not filled.startswith(b"%PDF"):
        yield filled.decode(errors="replace")
        return
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "before.pdf", Path(folder) / "after.pdf"
        before.write_bytes(content)
        after.write_bytes(filled)
        places = engines.places(content)
        old, _ = engines.poppler_texts(before, places)
        new, _ = engines.poppler_texts(after, places)
    changed = {key[0]: text for key, text in new.items() if text != old[key]}
    if changed != {FIELD: squeezed(TEXT)}:
        yield f"the fields show {changed}"


def _faults_of_pictures(engine: Engine, file: str, content: bytes, pictures: Path) -> Iterator[str]:
    places = engines.places(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    for page in range(pages):
        picture = engine.render(content, page) if engine.render else Image.new("L", (1, 1))
        name = f"{file.replace(', ', '-').replace(' ', '-')}-{page + 1}-{engine.name}.png"
        picture.resize((picture.width // 2, picture.height // 2)).save(pictures / name)
        points = picture.tobytes()
        for place in (one for one in places if one.page == page):
            if place.field.lower().endswith("nationalnumber"):
                yield from _faults_of_cells(points, picture.width, place)
            elif place.field == RADIO:
                yield from _faults_of_circle(points, picture.width, place)


def _faults_of_cells(points: bytes, width: int, place: Place) -> Iterator[str]:
    found = cell_edges(points, width, place, SCALE)
    wanted = [cell / CELLS for cell in range(1, CELLS)]
    is_even = len(found) == len(wanted) and all(
        abs(one - other) < NARROW for one, other in zip(found, wanted, strict=True)
    )
    if not is_even:
        yield f"{place.field}: {len(found) + 1} cells at {[round(x, 3) for x in found]}"


def _faults_of_circle(points: bytes, width: int, place: Place) -> Iterator[str]:
    """Nothing is dark in the middle of an empty circle, as a square of the viewer would be."""
    middle = [
        points[y * width + x]
        for y in range(round((place.top + 2) * SCALE), round((place.bottom - 2) * SCALE))
        for x in range(round((place.left + 2) * SCALE), round((place.right - 2) * SCALE))
    ]
    if any(point < engines.DARK for point in middle):
        yield f"{place.field}: something is drawn in an empty circle"


def table(output: Path) -> list[Row]:
    """Every program with every file."""
    output.mkdir(parents=True, exist_ok=True)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        every = list(files(Path(folder)))
    for engine in ENGINES:
        try:
            version = engine.version()
        except Missing:
            rows.append(Row(engine.name, "", "not installed"))
            continue
        rows += [
            Row(f"{engine.name} {version}", file, verdict(engine, file, content, output))
            for file, content in every
            if engine.fill is None or file.startswith("intervention")
        ]
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the table and the pictures; 1 when a program does something wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--output", type=Path, default=BUILD / "pdf_engines")
    output = parser.parse_args(arguments).output
    rows = table(output)
    lines = ["| engine | file | verdict |", "|---|---|---|"]
    lines += [f"| {row.engine} | {row.file} | {row.verdict} |" for row in rows]
    text = "\n".join(lines)
    (output / "table.md").write_text(f"{text}\n", encoding="utf-8")
    print(text)  # noqa: T201 - it is what the command says
    return int(any(row.verdict not in ("good", "not installed") for row in rows))


if __name__ == "__main__":
    sys.exit(main())

"""Builds every paper form in every language and edition. What did not change is kept."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pikepdf import Pdf, settings

from functions.i18n.catalog import catalog_of
from functions.paper_forms.definition import form_names, paper_form
from functions.paper_forms.filling import saved
from publishing.address_codes import site_address
from publishing.paper.edition import Edition
from publishing.paper.sheet import parts

ROOT = Path(__file__).resolve().parents[3]
CACHE = ROOT / "build" / "cache" / "paper"
SMALLEST: Final = 9
"""The level of compression that takes longest."""
OTHER_WORDS = ("paper_common", "common.address_code", "common.codes", "formats")
"""How the keys begin of the sentences of every form."""
PRINTERS = ("weasyprint", "pikepdf", "jinja2", "segno")
SOURCES = (
    "functions/i18n/*.py",
    "functions/paper_forms/appearance.py",
    "functions/paper_forms/field_font.py",
    "functions/paper_forms/filling.py",
    "functions/paper_forms/pagination.py",
    "site/paper/**/*.*",
    "site/publishing/address_codes.py",
    "site/publishing/paper/*.py",
)
"""The code, templates, style sheets and fonts of every form."""


def build_forms(output: Path, language: str, *, older: bool = False) -> None:
    """Writes ``<output>/forms/<form>.pdf`` for each form and edition of a language.

    With ``older``, a form that was printed before is taken as it was.
    """
    folder = output / "forms"
    folder.mkdir(parents=True, exist_ok=True)
    for name in form_names():
        for edition in Edition:
            form = cached_form(name, language, edition, older=older)
            (folder / edition.file(name)).write_bytes(form)


def cached_form(
    name: str,
    language: str,
    edition: Edition = Edition.STANDARD,
    cache: Path = CACHE,
    *,
    older: bool = False,
) -> bytes:
    """The form, from the cache when everything it is made of is the same."""
    return cached(
        f"{name}-{edition}-{language}",
        fingerprint(_content(name, language)),
        lambda: build_form(name, language, edition),
        cache,
        older=older,
    )


def cached(
    name: str,
    digest: str,
    make: Callable[[], bytes],
    cache: Path = CACHE,
    *,
    older: bool = False,
) -> bytes:
    """A PDF of that name, from the cache where it has that digest; an older one is removed.

    With ``older``, the one of any digest does.
    """
    kept = cache / f"{name}-{digest}.pdf"
    if not kept.exists():
        outdated = list(cache.glob(f"{name}-*.pdf"))
        if older and outdated:
            return outdated[0].read_bytes()
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".part")
        unfinished.write_bytes(make())
        unfinished.replace(kept)
        for file in outdated:
            file.unlink()
    return kept.read_bytes()


def build_form(name: str, language: str, edition: Edition = Edition.STANDARD) -> bytes:
    """The form in that language and edition, as an accessible PDF to fill in."""
    # Imported here: the printer takes a second to load, and most builds need it not at all.
    from publishing.paper.accessible import make_accessible  # noqa: PLC0415
    from publishing.paper.pieces import put_on_pages  # noqa: PLC0415
    from publishing.paper.printing import html, print_pieces  # noqa: PLC0415

    form, vocabulary = paper_form(name), catalog_of(language)
    sheet = parts(form, vocabulary)
    widgets = {widget.name: widget for part in sheet for widget in part.widgets()}
    printed, pieces = print_pieces(html(form, sheet, vocabulary, edition))
    with Pdf.open(io.BytesIO(printed)) as pdf:
        make_accessible(pdf, widgets)
        put_on_pages(pdf, pieces, vocabulary.gettext(f"paper_{name}.title"), edition, vocabulary)
        return packed(pdf)


def packed(pdf: Pdf) -> bytes:
    """The file as small as it gets: it is built once, and phones load it often."""
    settings.set_flate_compression_level(SMALLEST)
    # Read again, its objects are in the order of the pages, and compress better together.
    with Pdf.open(io.BytesIO(saved(pdf, recompress=True))) as ordered:
        return saved(ordered)


def _content(name: str, language: str) -> str:
    """What a form asks and says, in any edition."""
    words = [catalog_of(language).table(prefix) for prefix in (f"paper_{name}", *OTHER_WORDS)]
    return f"{language} {paper_form(name)} {words}"


def fingerprint(content: str, sources: tuple[str, ...] = SOURCES) -> str:
    """A digest of all that a PDF is made of: its content, where it is published, its printer."""
    made_of = f"{content} {site_address()} {_printer(sources)}"
    return hashlib.sha256(made_of.encode()).hexdigest()[:16]


@cache
def _printer(sources: tuple[str, ...]) -> str:
    """A digest of what prints: the packages, and our own files."""
    digest = hashlib.sha256()
    for package in PRINTERS:
        digest.update(f"{package} {version(package)}".encode())
    for file in _files(sources):
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            if file.suffix != ".pyc":
                yield file

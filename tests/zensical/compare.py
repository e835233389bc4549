"""Builds the same content with Zensical, the successor of MkDocs, and says what differs.

    PYTHONPATH=.:site python -m tests.zensical.compare

The site must have been built (``python3 dev.py build``). Zensical comes into a virtual environment
of its own below ``build/``. For each page of each language the main text, the headings with their
anchors, and the links are compared word for word; what a template of ours adds (a form, a table of
figures, the day of the last check) is left out.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urljoin

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from functions.i18n.catalog import LANGUAGES, catalog_of
from publishing.languages import listed_pages
from publishing.page_figures import build_day, fill_in
from tests.site.content_pages import CONTENT, ROOT, menu, page

VERSION = "0.0.73"
"""The newest release whose parts can all be installed."""
WORK = ROOT / "build" / "zensical"
SITE = ROOT / "build" / "site"
ORIGIN = "https://alimenta.example"
MARK = "\N{REPLACEMENT CHARACTER}generated"
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
STUB = '{% extends "main.html" %}\n'
INTRODUCTION = "introduction"
"""The class of what folds away the first words of a page; its own words are of our template."""


class Reader(HTMLParser):
    """The words, headings and links inside one element, in their order."""

    def __init__(self, container: str, address: str) -> None:
        """Read what is in the first ``container`` of the page at ``address``."""
        super().__init__()
        self.tokens: list[str] = []
        self._container = container
        self._address = address
        self._depth = 0
        self._folds = False
        self._named = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter the container; note a heading by its anchor, a link by where it leads."""
        if tag == self._container:
            self._depth += 1
        attributes = dict(attrs)
        if not self._depth:
            return
        self._named = tag == "summary" and self._folds
        self._folds = tag == "details" and attributes.get("class") == INTRODUCTION
        if tag in HEADINGS:
            self.tokens.append(f"<{tag} {attributes.get('id')}>")
        elif tag == "a" and attributes.get("href"):
            self.tokens.append(f"<a {urljoin(ORIGIN + self._address, attributes['href'] or '')}>")

    def handle_endtag(self, tag: str) -> None:
        """Leave the container, or the words that fold the first ones away."""
        self._named = False
        if tag == self._container:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        """Note the words."""
        if self._depth and not self._named:
            self.tokens += data.split()

    def handle_comment(self, data: str) -> None:
        """Note where our templates put what they generate."""
        if self._depth and data.strip() == "generated":
            self.tokens.append(MARK)


def read(file: Path, container: str, address: str) -> list[str]:
    """The tokens of a built page."""
    reader = Reader(container, address)
    reader.feed(file.read_text(encoding="utf-8"))
    return reader.tokens


def environment() -> Path:
    """The Zensical command, installed once.

    Raises:
        CalledProcessError: it could not be installed.
    """
    folder = WORK / f"venv-{VERSION}"
    command = folder / "bin" / "zensical"
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)  # noqa: S603
        wanted = f"zensical=={VERSION}"
        subprocess.run([folder / "bin" / "pip", "install", "-q", wanted], check=True)  # noqa: S603
    return command


def build(command: Path, language: str) -> Path:
    """Builds one language with Zensical's own theme; the answer is the folder of the site."""
    folder = WORK / language
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CONTENT / language, folder / "docs")
    for file in (folder / "docs").rglob("*.md"):
        source = file.read_text(encoding="utf-8")
        file.write_text(
            fill_in(source, catalog_of(language), build_day(), str(file)), encoding="utf-8"
        )
    stubs = folder / "templates"
    stubs.mkdir()
    for template in {page(language, path).meta.get("template") for path in menu()} - {None}:
        (stubs / str(template)).write_text(STUB, encoding="utf-8")
    configuration = folder / "mkdocs.yml"
    ours = load_config(str(ROOT / "mkdocs.yml"))
    configuration.write_text(yaml.safe_dump(_configuration(ours, language)), encoding="utf-8")
    arguments = [command, "build", "--clean", "--strict", "-f", configuration]
    subprocess.run(arguments, check=True, capture_output=True)  # noqa: S603 - our own command
    return folder / "site"


def _configuration(ours: MkDocsConfig, language: str) -> dict[str, object]:
    """The same content and the same Markdown, without our templates and hooks."""
    extensions = [
        {name: ours.mdx_configs[name]} if ours.mdx_configs.get(name) else name
        for name in ours.markdown_extensions
    ]
    return {
        "site_name": ours.site_name,
        "site_url": f"{ORIGIN}/{language}/",
        "docs_dir": "docs",
        "site_dir": "site",
        "nav": listed_pages(ours),
        "markdown_extensions": extensions,
        "theme": {"name": "material", "language": language, "custom_dir": "templates"},
    }


def differences(theirs: list[str], ours: list[str]) -> Iterator[str]:
    """What of Zensical's text ours does not have at the same place."""
    before, _, after = _split(theirs)
    for expected, found in zip_longest(before, ours[: len(before)]):
        if expected != found:
            yield f"expected {expected}, found {found}"
            return
    if not after:
        return
    starts = (n for n, token in enumerate(ours) if token == after[0])
    if not any(ours[n : n + len(after)] == after for n in starts):
        yield f"what follows the generated part is missing: {' '.join(after[:8])}"


def _split(tokens: list[str]) -> tuple[list[str], list[str], list[str]]:
    if MARK not in tokens:
        return tokens, [], []
    place = tokens.index(MARK)
    return tokens[:place], tokens[place : place + 1], tokens[place + 1 :]


def compare(command: Path, language: str) -> tuple[int, list[str]]:
    """How many pages of a language were compared, and what differs."""
    built = build(command, language)
    found = []
    for path in menu():
        place = path.removesuffix("index.md").removesuffix(".md")
        address = (
            f"/{language}/{place}/" if place and not place.endswith("/") else f"/{language}/{place}"
        )
        file = Path(place) / "index.html"
        theirs = read(built / file, "article", address)
        ours = read(SITE / language / file, "main", address)
        if not theirs:
            found.append(f"{address}: no main text")
        found += [f"{address}: {difference}" for difference in differences(theirs, ours)]
    return len(menu()), found


def main() -> int:
    """Compare every language; 1 where something differs."""
    argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0]).parse_args()
    command = environment()
    wrong = 0
    for language in LANGUAGES:
        pages, found = compare(command, language)
        wrong += len(found)
        sys.stdout.write(f"{language}: {pages} pages, {len(found)} differ\n")
        sys.stdout.writelines(f"  {line}\n" for line in found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

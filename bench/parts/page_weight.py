"""How many bytes a reader loads: a page as it is built, and the page with a result."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]

from bench.calculators import Calculator, calculators
from bench.measurement import Options
from bench.paths import SITE
from bench.results import Cell, Result, Table
from tests.api.events import ENCODINGS_OF_BROWSER

GUIDANCE = ("en/", "en/advances/amount/")
COMPRESSED = frozenset({".css", ".js", ".json", ".svg", ".html"})
KILOBYTE = 1000
COLUMNS = ("requests, first view", "kB, first view", "kB of HTML", "kB of the result's HTML")


class Loaded(HTMLParser):
    """The files that a page loads before anybody does anything."""

    def __init__(self, markup: str) -> None:
        """Parse the page."""
        super().__init__()
        self.files: set[Path] = set()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag loads."""
        attributes = dict(attrs)
        loads = tag in {"script", "img"} or attributes.get("rel") in {"stylesheet", "icon"}
        loads = loads and "disabled" not in attributes
        address = attributes.get("href" if tag == "link" else "src")
        if loads and address:
            self.files.add(SITE / address.partition("?")[0].removeprefix("/"))


def measure(_: Options) -> Result:
    """Pages of guidance, then every calculator with its result; bytes are the same each time."""
    found = calculators()
    rows: dict[str, tuple[Cell, ...]] = {
        f"/{page}": (*first_view(SITE / page / "index.html"), None) for page in GUIDANCE
    }
    for calculator in found:
        name = f"/{calculator.page.parent.relative_to(SITE)}/"
        rows[name] = (*first_view(calculator.page), len(result(calculator)) / KILOBYTE)
    note = (
        "kB over the wire: the text of files compressed with brotli, as the distribution does; "
        "pictures and fonts as they are; results in the bytes that the function sends."
    )
    return Result((Table("page", COLUMNS, rows),), notes=(note,))


def first_view(page: Path) -> tuple[int, float, float]:
    """Requests of the first view of a page, its kilobytes, and those of the HTML alone."""
    markup = page.read_bytes()
    files = Loaded(markup.decode()).files
    own = weight(markup)
    others = sum(weight(file.read_bytes(), file.suffix) for file in files)
    return 1 + len(files), own + others, own


def weight(content: bytes, suffix: str = ".html") -> float:
    """Kilobytes over the wire."""
    sent = brotli.compress(content) if suffix in COMPRESSED else content
    return len(sent) / KILOBYTE


def result(calculator: Calculator) -> bytes:
    """The page that the calculator answers its form with, as it is sent to a browser."""
    asked = calculator.page_event
    headers = {**asked["headers"], "accept-encoding": ENCODINGS_OF_BROWSER}
    return response(calculator, {**asked, "headers": headers})


def response(calculator: Calculator, event: Mapping[str, Any]) -> bytes:
    """The body that the function answers an event with, as it is sent."""
    module, _, name = calculator.handler.rpartition(".")
    sent = getattr(import_module(module), name)(event, None)
    body: str = sent["body"]
    return base64.b64decode(body) if sent["isBase64Encoded"] else body.encode()

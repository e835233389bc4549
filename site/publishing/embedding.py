"""The pages that other sites show in a frame, in every colour, and what these sites copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from functions.embedding.frame import framed
from functions.embedding.registry import EMBEDDED, THEMES, Embedded
from functions.i18n.catalog import Catalog, catalog_of
from functions.quick_answers.registry import QuickEntry
from publishing.front_matter import yaml_text

SCRIPT = Path(__file__).resolve().parents[1] / "embed" / "height.js"
SCRIPT_ADDRESS = "embed-height.js"
CHECKED = "2026-11-30"
"""The day on which the words of these pages were read again."""
WIDTHS = (320, 640)
"""The width of a phone and of a column of text, in pixels."""
HEIGHTS: Mapping[str, tuple[int, int]] = {
    "not-paid": (1500, 1150),
    "must-pay": (1100, 800),
    "must-repay": (1300, 1000),
    "advances": (2450, 1850),
    "waiver": (1500, 1100),
}
"""The height of a frame of each of those widths in which the questions are seen whole: as measured
in a browser, in the language that needs most, and rounded up with room for a word more."""
PAGE = """---
title: {title}
description: {description}
checked: {checked}
template: embed.html
name: {name}
quick: {quick}
full_page: {full_page}
---

# {heading}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What another site copies to show one page: its address stands between two pieces.

    ``height`` is that in a column of text, ``narrow_height`` that on a phone.
    """

    name: str
    title: str
    address: str
    height: int
    narrow_height: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What the page for other sites shows: the frames, the colours in words, and the script."""

    frames: tuple[Frame, ...]
    themes: tuple[tuple[str, str], ...]
    script: str


def page_files(config: MkDocsConfig, language: str) -> Iterator[File]:
    """The Markdown of each page."""
    catalog = catalog_of(language)
    for embedded in EMBEDDED.values():
        title = catalog.gettext(f"embedding.titles.{embedded.name}")
        is_quick = isinstance(embedded.source, QuickEntry)
        yield File.generated(
            config,
            f"{embedded.page}.md",
            content=PAGE.format(
                title=yaml_text(title),
                description=yaml_text(catalog.gettext("embedding.description")),
                checked=CHECKED,
                name=embedded.name,
                quick=yaml_text(embedded.source.name if is_quick else ""),
                full_page=embedded.full_page,
                heading=title,
            ),
            inclusion=InclusionLevel.NOT_IN_NAV,
        )


def shared_files(config: MkDocsConfig) -> Iterator[File]:
    """The script that other sites may keep on their own server."""
    yield File.generated(config, SCRIPT_ADDRESS, content=SCRIPT.read_bytes())


def write_frames(site: Path, language: str) -> None:
    """Write each built page in every choice of colours, with links that leave the frame."""
    for embedded in EMBEDDED.values():
        built = (site / embedded.page / "index.html").read_text(encoding="utf-8")
        for theme in THEMES:
            target = site / embedded.themed_page(theme) / "index.html"
            target.parent.mkdir(exist_ok=True)
            target.write_text(framed(built, embedded, theme, language), encoding="utf-8")


def offered(catalog: Catalog) -> Offered:
    """What the page for other sites shows in a language."""
    return Offered(
        frames=tuple(_frame(each, catalog) for each in EMBEDDED.values()),
        themes=tuple((theme, catalog.gettext(f"embedding.themes.{theme}")) for theme in THEMES),
        script=SCRIPT.read_text(encoding="utf-8"),
    )


def _frame(embedded: Embedded, catalog: Catalog) -> Frame:
    title = catalog.gettext(f"embedding.titles.{embedded.name}")
    narrow_height, height = HEIGHTS[embedded.name]
    return Frame(
        name=embedded.name,
        title=title,
        address=f"{catalog.language}/{embedded.page}/",
        height=height,
        narrow_height=narrow_height,
        before='<iframe src="',
        after=f'"\n  title="{escape(title)}"\n  width="100%" height="{height}"\n'
        '  loading="lazy" referrerpolicy="no-referrer"></iframe>',
    )

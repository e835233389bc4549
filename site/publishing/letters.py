"""The model letters of a language in its site: their files, their pages, and the page of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from functions.i18n.catalog import Catalog, catalog_of
from functions.letters.definition import SUBJECT, letters
from functions.letters.files import ENDINGS
from functions.letters.page import render_letter
from publishing.front_matter import yaml_text
from publishing.paper.letters import blank_letter
from publishing.paper_pages import PART as FORMS

LISTED_ON = "letters.md"
CHECKED = "2026-11-30"
"""The day on which the letters were compared with their sources."""
PAGE = """---
title: {title}
label: {title}
description: {description}
checked: {checked}
template: letter.html
letter: {name}
---

# {heading}

{purpose}

<!-- generated -->
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A file of a blank letter. ``words`` is the key of what the link says."""

    address: str
    media_type: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the page of all letters says of one."""

    group: str
    title: str
    purpose: str
    caution: str
    address: str
    files: tuple[Saved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The letters on one subject, under its heading."""

    id: str
    heading: str
    letters: tuple[Listed, ...]


def with_letter_pages(pages: list[Any]) -> list[Any]:
    """The pages of the menu: those of the letters are at the end of the part of the forms."""
    own = [LISTED_ON, *(f"{SUBJECT}/{name}.md" for name in letters())]
    return [
        {name: [*inside, *own] if name == FORMS else inside for name, inside in part.items()}
        if isinstance(part, dict)
        else part
        for part in pages
        if part != LISTED_ON
    ]


def letter_files(config: MkDocsConfig, built: Path) -> Iterator[File]:
    """The files of the blank letters, so that a page can link to them."""
    for file in sorted(built.iterdir()):
        yield File.generated(config, f"{SUBJECT}/{file.name}", abs_src_path=str(file))


def page_files(config: MkDocsConfig, language: str) -> Iterator[File]:
    """The Markdown of the page of each letter: its title, and what it is for."""
    catalog = catalog_of(language)
    for name in letters():
        title = catalog.gettext(f"{SUBJECT}.{name}.title")
        purpose = catalog.gettext(f"{SUBJECT}.{name}.purpose")
        yield File.generated(
            config,
            f"{SUBJECT}/{name}.md",
            content=PAGE.format(
                title=yaml_text(title),
                description=yaml_text(purpose),
                checked=CHECKED,
                name=name,
                heading=title,
                purpose=purpose,
            ),
        )


def regions(language: str) -> Mapping[str, str]:
    """What stands on the page of each letter before anything is filled in, by its name."""
    catalog = catalog_of(language)
    return {name: render_letter(blank_letter(name, catalog), {}) for name in letters()}


def grouped(catalog: Catalog) -> tuple[Group, ...]:
    """The letters by subject, each in its place."""
    return tuple(
        Group(id=name, heading=catalog.gettext(f"{SUBJECT}.groups.{name}"), letters=tuple(found))
        for name, found in groupby(_listed(catalog), key=attrgetter("group"))
    )


def _listed(catalog: Catalog) -> Iterator[Listed]:
    for name, definition in letters().items():
        caution = f"{SUBJECT}.{name}.caution"
        address = f"/{catalog.language}/{SUBJECT}/{name}"
        yield Listed(
            group=definition.group,
            title=catalog.gettext(f"{SUBJECT}.{name}.title"),
            purpose=catalog.gettext(f"{SUBJECT}.{name}.purpose"),
            caution=catalog.gettext(caution) if catalog.has(caution) else "",
            address=f"{address}/",
            files=tuple(
                Saved(
                    address=f"{address}.{ending}",
                    media_type=media_type,
                    words=f"{SUBJECT}.page.{'text' if ending == 'txt' else ending}",
                )
                for media_type, ending in ENDINGS.items()
            ),
        )

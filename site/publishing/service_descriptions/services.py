"""What is known of each service, read from the pages, the acts and the list of services."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.pages.answer_view import MYMINFIN
from functions.parameters import load
from publishing import page_figures

SERVICES = Path(__file__).with_name("services.toml")
CONTENT = Path(__file__).resolve().parents[2] / "content"
ELI = "/eli/"
"""What the address of an act has that follows the European Legislation Identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act: its title by language, and its ELI by language."""

    title: Mapping[str, str]
    eli: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service: texts are by language, ``area`` is a NUTS code, ``online`` may be empty."""

    id: str
    page: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    authority: Mapping[str, str]
    acts: tuple[Act, ...]
    area: str
    online: str

    def path(self, language: str) -> str:
        """The page of the service in that language, below the address of the site."""
        return f"{language}/{self.page.removesuffix('index')}"


@cache
def services() -> Mapping[str, Service]:
    """Every service by its name."""
    listed = tomllib.loads(SERVICES.read_text(encoding="utf-8"))
    found = {}
    for name, entry in listed.items():
        pages = {language: _front_matter(entry["page"], language) for language in LANGUAGES}
        found[name] = Service(
            id=name,
            page=entry["page"],
            title={language: page["title"] for language, page in pages.items()},
            description={language: page["description"] for language, page in pages.items()},
            authority=entry["name"],
            acts=tuple(map(_act, entry["acts"])),
            area=entry["area"],
            online=MYMINFIN if entry.get("online") else "",
        )
    return found


def service_of(page: str) -> Service | None:
    """The service that the page of that source (``advances/index.md``) explains, if any."""
    return next((each for each in services().values() if f"{each.page}.md" == page), None)


def _front_matter(page: str, language: str) -> Mapping[str, str]:
    file = CONTENT / language / f"{page}.md"
    text = file.read_text(encoding="utf-8")
    filled = page_figures.fill_in(
        text, catalog_of(language), page_figures.build_day(), f"{language}/{page}"
    )
    matter: Mapping[str, str] = yaml.safe_load(filled.split("---\n")[1])
    return matter


def _act(name: str) -> Act:
    links: Mapping[str, str] = load.acts()[name]["link"]
    return Act(
        title={each: catalog_of(each).gettext(f"common.acts.{name}.title") for each in LANGUAGES},
        eli={language: link for language, link in links.items() if ELI in link},
    )

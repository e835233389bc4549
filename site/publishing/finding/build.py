"""Gives the page that finds others its list, and writes the texts that its search loads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from functions.i18n.catalog import catalog_of
from publishing import assets, page_figures
from publishing.finding.a_to_z import Named, letters
from publishing.finding.best_answers import best_answers
from publishing.finding.documents import Read, searched

FINDING = "help/find.md"
"""The page that finds others. It does not find itself."""
FRAMES = "embed/"
"""Where the pages for frames of other sites begin. Each has its page in the site."""
TOOLS = frozenset({"simulator.html", "paper_form.html"})
"""The templates of pages on which a visitor answers questions or fills something in."""
BACKGROUND = ("about/", "help/news", "help/statistics")
"""Where pages begin that few people look for: they come after the others."""


def finding(config: MkDocsConfig, files: Files) -> dict[str, Any]:
    """What the template of that page needs; the pages must have been read."""
    language = config.extra["language"]
    pages = [
        _read(file.page, language, config.extra["t"])
        for file in files.documentation_pages()
        if file.page is not None and file.src_uri != FINDING and not file.src_uri.startswith(FRAMES)
    ]
    answers = best_answers(catalog_of(language), page_figures.build_day())
    content = searched(language, pages, answers, config.extra["kept"]).encode()
    name = f"pages-{language}.json"
    # Beside the assets of the whole site, which is built at the same time.
    folder = Path(config.site_dir).parent / assets.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    # There is one where the language alone is built again.
    for old in folder.glob(f"pages-{language}.*.json"):
        old.unlink()
    (folder / assets.hashed(name, content)).write_bytes(content)
    return {
        "letters": letters(page.named for page in pages),
        "pages": f"/{assets.FOLDER}/{assets.hashed(name, content)}",
    }


def _read(page: Page, language: str, t: Mapping[str, str]) -> Read:
    address = "" if page.is_homepage else page.url
    key = f"common.navigation.{address.strip('/').replace('/', '_') or 'home'}"
    title = str(page.title)
    part = page.parent
    return Read(
        named=Named(
            address=f"/{language}/{address}",
            title=title,
            label=page.meta.get("label") or t.get(key) or title,
            index=tuple(page.meta.get("index", ())),
        ),
        kind=_kind(page),
        part=t[f"common.navigation.{part.title}"] if part else "",
        description=page.meta["description"],
        markup=page.content or "",
    )


def _kind(page: Page) -> str:
    if page.file.src_uri.startswith(BACKGROUND):
        return "background"
    return "tool" if page.meta.get("template") in TOOLS else "page"

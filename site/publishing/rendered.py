"""Renders the Markdown of a page once: an unchanged page of a build before is not read again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from publishing.kept import Kept

RENDERERS = ("markdown", "mkdocs")


class Renderer:
    """Renders the pages of one build, whose files are known."""

    def __init__(self, kept: Kept, config: MkDocsConfig, files: Files) -> None:
        """The links of a page depend on which files there are, its markup on the extensions."""
        self._kept = kept
        self._files = files
        self._common = "\n".join(
            (
                *(f"{name} {version(name)}" for name in RENDERERS),
                Path(config.config_file_path).read_text(encoding="utf-8"),
                *sorted(file.src_uri for file in files),
            )
        )

    def render(self, page: Page, config: MkDocsConfig) -> None:
        """Give the page what MkDocs makes of its Markdown."""
        made_of = json.dumps([self._common, page.file.src_uri, page.markdown])
        rendered = self._kept.get(made_of, lambda: _rendered(page, config, self._files))
        page.content = rendered["content"]
        page.toc = get_toc(rendered["contents"])
        page._title_from_render = rendered["title"]  # noqa: SLF001 - MkDocs sets it likewise
        page.present_anchor_ids = set(rendered["ids"])
        page.links_to_anchors = {
            file: links
            for uri, links in rendered["links"]
            if (file := self._files.get_file_from_path(uri)) is not None
        }


def _rendered(page: Page, config: MkDocsConfig, files: Files) -> dict[str, Any]:
    Page.render(page, config, files)
    return {
        "content": page.content,
        "contents": _tokens(page.toc),
        "title": page._title_from_render,  # noqa: SLF001 - no other way to learn it
        "ids": sorted(page.present_anchor_ids or ()),
        "links": [(file.src_uri, links) for file, links in (page.links_to_anchors or {}).items()],
    }


def _tokens(headings: Iterable[AnchorLink]) -> list[Any]:
    """The headings as the extension of Markdown writes them."""
    return [
        {
            "name": heading.title,
            "id": heading.id,
            "level": heading.level,
            "children": _tokens(heading.children),
        }
        for heading in headings
    ]

"""The feed of the news: each section of the page of news, from its heading and its text.

The id of a heading is its date: ``news-2024-05-31``, ``news-2026-01`` for a month, ``news-2022``
for a year of which no day is known.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from functions.i18n.catalog import Catalog
from publishing import atom
from publishing.finding.documents import sections

PAGE = "help/news"
ADDRESS = "help/news.xml"
"""Where the feed is, below the folder of a language."""
SECTION = re.compile(r"(?=<h2\b)")
DATED = re.compile(r'<h2 id="news-(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?"')


def write_feed(config: MkDocsConfig, files: Files, catalog: Catalog) -> None:
    """Writes the feed of one language; the pages must have been read."""
    file = files.get_file_from_path(f"{PAGE}.md")
    if file is None or file.page is None:
        return
    target = Path(config.site_dir) / ADDRESS
    target.parent.mkdir(parents=True, exist_ok=True)
    document = feed(config.site_url or "", catalog, str(file.page.title), file.page.content or "")
    target.write_text(document, encoding="utf-8")


def feed(site: str, catalog: Catalog, title: str, markup: str) -> str:
    """The Atom document of a page of news, the latest first as on the page."""
    page = f"{site}{PAGE}/"
    return atom.document(
        atom.Feed(
            address=f"{site}{ADDRESS}",
            page=page,
            language=catalog.language,
            title=title,
            entries=[
                _entry(found, section, page)
                for section in SECTION.split(markup)
                if (found := DATED.match(section))
            ],
        )
    )


def _entry(found: re.Match[str], section: str, page: str) -> atom.Entry:
    year, month, day = (int(part or 1) for part in found.groups())
    name = "-".join(part for part in found.groups() if part)
    # The reader of sections leaves out the first heading, the title of a page.
    ((_, _), (heading, text)) = sections(f"<h1></h1>{section}")
    return atom.Entry(
        id=f"tag:{urlsplit(page).hostname or 'localhost'},{year}:news/{name}",
        title=heading,
        updated=date(year, month, day),
        link=f"{page}#news-{name}",
        summary=text,
    )

"""Builds the site, or languages of it, in this process and its forks, and says what is wrong."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from functions.i18n.catalog import LANGUAGES
from publishing import languages

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build into the folder ``site``, with the forms and letters in ``paper``.

    ``whole`` builds also what no language has, into an empty folder, and prints the papers; else
    the languages are built beside what is there. With ``older_papers`` a form or letter stays as
    it was, where there is one: printing takes seconds.
    """

    site: Path
    paper: Path
    languages: Sequence[str] = LANGUAGES
    whole: bool = False
    older_papers: bool = False


def run_build(request: BuildRequest) -> int:
    """Build what is asked for, print what MkDocs says, and return the exit code."""
    logging.basicConfig(format="%(levelname)s - %(message)s", level=logging.WARNING, force=True)
    try:
        config = load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(request.site))
        config.extra |= {
            "only": request.languages,
            "older_papers": request.older_papers,
            "prints_papers": request.whole,
        }
        if request.whole:
            build(config)
            return 0
        languages.read_shared()
        running = languages.start(config, request.paper, request.languages)
        languages.finish(running, request.site)
    except MkDocsException as error:
        error.show()
        return 1
    return 0

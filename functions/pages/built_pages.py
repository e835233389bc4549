"""Reads the built pages, so that a function answers with the very page that the site serves."""

from __future__ import annotations

import os
from pathlib import Path

PAGES_DIRECTORY = "PAGES_DIRECTORY"


def built_page(language: str, page: str) -> str:
    """The HTML of a built page, ``advances/simulator`` for example.

    Raises:
        OSError: the page is not there.
        KeyError: the folder of the pages is not configured.
    """
    folder = Path(os.environ[PAGES_DIRECTORY])
    return (folder / language / page / "index.html").read_text(encoding="utf-8")

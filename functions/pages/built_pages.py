"""Reads the built pages, so that a function answers with the very page that the site serves."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

PAGES_DIRECTORY = "PAGES_DIRECTORY"
WAITING_SHEET, SHEET = '.css" disabled>', '.css">'


def built_page(language: str, page: str) -> str:
    """The HTML of a built page, ``advances/simulator`` for example.

    Raises:
        OSError: the page is not there.
        KeyError: the folder of the pages is not configured.
    """
    path = os.path.join(os.environ[PAGES_DIRECTORY], language, page, "index.html")  # noqa: PTH118 - asked for with every page: a quarter of the time
    return _read(path, os.stat(path).st_mtime_ns)  # noqa: PTH116 - likewise


@lru_cache(128)
def _read(path: str, _changed: int) -> str:
    """The text of a file, kept until it changes; with the style sheets that wait for an answer."""
    return Path(path).read_text(encoding="utf-8").replace(WAITING_SHEET, SHEET)

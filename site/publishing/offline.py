"""The service worker of the site, with the name of the release and what it may keep.

It is written when every page is built: its name is a hash of them, so that each release replaces
the one before.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from functions.i18n.catalog import LANGUAGES
from publishing import assets
from publishing.scripts import COMMENT

SOURCE = assets.SITE / "worker.js"
ADDRESS = "worker.js"
HASH_DIGITS = 16
LOADED = ("alimenta.css", *assets.MORE_STYLES, "page.js", "mark.svg")
"""What pages of guidance load."""


def write_worker(site: Path) -> None:
    """Write the service worker of a built site."""
    pages = sorted(site.glob("??/**/index.html"))
    digest = hashlib.sha256()
    for page in pages:
        digest.update(page.read_bytes())
    found = assets.addresses()
    release = {
        "name": digest.hexdigest()[:HASH_DIGITS],
        "language": LANGUAGES[0],
        "loads": [
            *(found[name] for name in LOADED),
            *(f"/{language}/offline.html" for language in LANGUAGES),
        ],
        "forms": sorted({_place(page, site) for page in pages if _calculates(page)}),
    }
    text = COMMENT.sub("", SOURCE.read_text(encoding="utf-8"))
    content = f"const release = {json.dumps(release, separators=(',', ':'))};\n{text}"
    (site / ADDRESS).write_text(content, encoding="utf-8")


def _place(page: Path, site: Path) -> str:
    """The address of a page below its language."""
    folder = page.relative_to(site).parent.as_posix()
    return "/".join((*folder.split("/")[1:], ""))


def _calculates(page: Path) -> bool:
    """Whether the page has a form of its own, which needs the network."""
    text = page.read_text(encoding="utf-8")
    return 'id="simulator"' in text or ("<!-- quick:" in text and 'class="footer"' not in text)

"""The built site, made again only when something that it is made of has changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

from functions.http import clock
from functions.i18n.catalog import LANGUAGES
from functions.parameters.load import all_parameters
from tools.dev.console import Problem
from tools.dev.file_lock import only_one
from tools.dev.places import BUILD, PYTHON, ROOT, SITE
from tools.dev.processes import run

SOURCES = (
    "mkdocs.yml",
    "site",
    "functions",
    "requirements/serve.lock",
)
NAMED = ("SITE_", "PUBLISHER_")
"""How the variables begin that say where the site is and who publishes it."""
STAMP = BUILD / "site.stamp"
PAPER = BUILD / "paper"
CONTENT = ROOT / "site" / "content"
COMMON = "common"
"""All that more than the pages of one language are made of."""


def build_site(python: Path = PYTHON) -> None:
    """Build the site beside the one that is there, which goes on until the new one is complete.

    Where only pages of some languages have changed, only these languages are built again.

    Raises:
        Problem: MkDocs does not build it; what MkDocs printed follows.
    """
    with only_one("site"):
        sources = fingerprint()
        before = _built_from()
        changed = [part for part in sources if before.get(part) != sources[part]]
        if not changed:
            return
        fresh = BUILD / "site.next"
        shutil.rmtree(fresh, ignore_errors=True)
        command = [str(python), "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
        if COMMON not in changed:
            shutil.copytree(SITE, fresh)
            folders = ["--site-dir", str(fresh), "--paper", str(PAPER)]
            command = [str(python), "-m", "publishing", *folders, *changed]
        outcome = run(command)
        if outcome.code:
            raise Problem(f"The site does not build. Cure: see what MkDocs says.\n{outcome.output}")
        _put_in_place(fresh)
        STAMP.write_text(json.dumps(sources), encoding="utf-8")


def fingerprint() -> dict[str, str]:
    """A hash of the pages of each language, and one of all else that the site is made of.

    Among it are the figures in force today.
    """
    day = clock.today()
    in_force = [str(parameter.figure_on(day)) for parameter in all_parameters()]
    digests = {part: hashlib.sha256() for part in (COMMON, *LANGUAGES)}
    named = [f"{name}={os.environ[name]}" for name in sorted(os.environ) if name.startswith(NAMED)]
    digests[COMMON].update(" ".join((*named, *in_force)).encode())
    pages = {CONTENT / language: digests[language] for language in LANGUAGES}
    for source in SOURCES:
        for path in _files(ROOT / source):
            owners = (pages[folder] for folder in path.parents if folder in pages)
            digest = next(owners, digests[COMMON])
            digest.update(f"\0{path.relative_to(ROOT)}\0".encode())
            digest.update(path.read_bytes())
    return {part: digest.hexdigest() for part, digest in digests.items()}


def _files(top: Path) -> list[Path]:
    if top.is_file():
        return [top]
    return sorted(
        path for path in top.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )


def _built_from() -> dict[str, str]:
    """What the site that is there was built from; nothing where there is none."""
    if not ((SITE / "index.html").is_file() and PAPER.is_dir() and STAMP.is_file()):
        return {}
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except ValueError:
        return {}


def _put_in_place(fresh: Path) -> None:
    old = BUILD / "site.old"
    STAMP.unlink(missing_ok=True)
    shutil.rmtree(old, ignore_errors=True)
    if SITE.exists():
        SITE.rename(old)
    fresh.rename(SITE)
    shutil.rmtree(old, ignore_errors=True)

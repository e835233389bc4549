"""The built site, made again only when something that it is made of has changed."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from functions.http import clock
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
STAMP = BUILD / "site.stamp"


def build_site(python: Path = PYTHON) -> None:
    """Build the site beside the one that is there, which goes on until the new one is complete.

    Raises:
        Problem: MkDocs does not build it; what MkDocs printed follows.
    """
    with only_one("site"):
        sources = fingerprint()
        if _is_built_from(sources):
            return
        fresh = BUILD / "site.next"
        shutil.rmtree(fresh, ignore_errors=True)
        outcome = run([str(python), "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)])
        if outcome.code:
            raise Problem(f"The site does not build. Cure: see what MkDocs says.\n{outcome.output}")
        _put_in_place(fresh)
        STAMP.write_text(sources, encoding="utf-8")


def fingerprint() -> str:
    """A hash of everything that the site is made of, and of the figures in force today."""
    day = clock.today()
    in_force = [str(parameter.figure_on(day)) for parameter in all_parameters()]
    digest = hashlib.sha256(" ".join((os.environ.get("SITE_URL", ""), *in_force)).encode())
    for source in SOURCES:
        for path in _files(ROOT / source):
            digest.update(f"\0{path.relative_to(ROOT)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(top: Path) -> list[Path]:
    if top.is_file():
        return [top]
    return sorted(
        path for path in top.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )


def _is_built_from(sources: str) -> bool:
    is_there = (SITE / "index.html").is_file() and STAMP.is_file()
    return is_there and STAMP.read_text(encoding="utf-8") == sources


def _put_in_place(fresh: Path) -> None:
    old = BUILD / "site.old"
    STAMP.unlink(missing_ok=True)
    shutil.rmtree(old, ignore_errors=True)
    if SITE.exists():
        SITE.rename(old)
    fresh.rename(SITE)
    shutil.rmtree(old, ignore_errors=True)

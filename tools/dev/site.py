"""The built site, made again only when something that it is made of has changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from functions.http import clock
from functions.i18n.catalog import LANGUAGES
from functions.parameters.load import all_parameters
from tools.dev.console import Problem
from tools.dev.file_lock import only_one
from tools.dev.places import BUILD, PYTHON, ROOT, SITE
from tools.dev.processes import Outcome, run

SOURCES = (
    "mkdocs.yml",
    "site",
    "functions",
    "requirements/serve.lock",
)
CODE_SOURCES = ("functions", "site/publishing", "requirements/serve.lock")
PARAMETERS = ROOT / "functions" / "parameters"
NAMED = ("SITE_", "PUBLISHER_")
"""How the variables begin that say where the site is and who publishes it."""
STAMP = BUILD / "site.stamp"
PAPER = BUILD / "paper"
CONTENT = ROOT / "site" / "content"
CODE = "code"
"""What a process that builds several times reads once."""
COMMON = "common"
"""All else that more than the pages of one language are made of."""
ASSETS = "assets"
WRITTEN_LAST = "worker.js"
"""Made of the pages of every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build into a folder: the whole site, or languages beside what is there.

    A whole site may hold some languages alone. ``code`` names the state of the code, and
    ``older_papers`` leaves forms and letters as they were printed before.
    """

    site: Path
    languages: Sequence[str]
    whole: bool
    code: str
    older_papers: bool = False


Builder = Callable[[BuildRequest], Outcome]


class Preview(NamedTuple):
    """The language that somebody looks at, and what shows it as soon as it is built."""

    language: str
    show: Callable[[], None]


def build_site(
    python: Path = PYTHON, builder: Builder | None = None, preview: Preview | None = None
) -> None:
    """Build the site beside the one that is there, which goes on until the new one is complete.

    Where only pages of some languages have changed, only these languages are built again. With
    ``preview``, another change is shown in one language before the other languages are built.

    Raises:
        Problem: MkDocs does not build it; what MkDocs printed follows.
    """
    build = builder or in_new_process(python)
    with only_one("site"):
        sources = fingerprint()
        before = _built_from()
        changed = [part for part in sources if before.get(part) != sources[part]]
        if not changed:
            return
        code = sources[CODE]
        whole = not before or not {CODE, COMMON}.isdisjoint(changed)
        if whole and preview is not None and SITE.is_dir():
            request = BuildRequest(
                site=_empty(),
                languages=(preview.language,),
                whole=True,
                code=code,
                older_papers=True,
            )
            _run(build, request)
            _add_others(request.site, {*LANGUAGES, ASSETS} - {preview.language})
            _put_in_place(request.site)
            preview.show()
        fresh = _empty()
        if not whole:
            _copy(SITE, fresh, {*changed, WRITTEN_LAST})
        languages = LANGUAGES if whole else changed
        _run(build, BuildRequest(site=fresh, languages=languages, whole=whole, code=code))
        _put_in_place(fresh)
        STAMP.write_text(json.dumps(sources), encoding="utf-8")


def in_new_process(python: Path) -> Builder:
    """Builds in a process that ends with the build."""

    def build(request: BuildRequest) -> Outcome:
        folder = ["--site-dir", str(request.site)]
        if request.whole:
            return run([str(python), "-m", "mkdocs", "build", "--strict", *folder])
        paper = ["--paper", str(PAPER)]
        return run([str(python), "-m", "publishing", *folder, *paper, *request.languages])

    return build


def fingerprint() -> dict[str, str]:
    """A hash of the pages of each language, one of the code, one of all else.

    Among the last are the figures in force today.
    """
    day = clock.today()
    in_force = [str(parameter.figure_on(day)) for parameter in all_parameters()]
    digests = {part: hashlib.sha256() for part in (CODE, COMMON, *LANGUAGES)}
    named = [f"{name}={os.environ[name]}" for name in sorted(os.environ) if name.startswith(NAMED)]
    digests[COMMON].update(" ".join((*named, *in_force)).encode())
    for source in SOURCES:
        for path in _files(ROOT / source):
            digest = digests[part_of(path)]
            digest.update(f"\0{path.relative_to(ROOT)}\0".encode())
            digest.update(path.read_bytes())
    return {part: digest.hexdigest() for part, digest in digests.items()}


def part_of(path: Path) -> str:
    """The part of the sources that a file belongs to."""
    for language in LANGUAGES:
        if CONTENT / language in path.parents:
            return language
    is_code = not _is_text(path) and any(
        ROOT / source in (path, *path.parents) for source in CODE_SOURCES
    )
    return CODE if is_code else COMMON


def _is_text(path: Path) -> bool:
    """Whether the file holds sentences, figures of the law or a template."""
    if path.suffix == ".toml":
        return path.parent == PARAMETERS or not {path.stem, path.parent.name}.isdisjoint(LANGUAGES)
    return path.suffix == ".html"


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


def _run(build: Builder, request: BuildRequest) -> None:
    outcome = build(request)
    if outcome.code:
        raise Problem(f"The site does not build. Cure: see what MkDocs says.\n{outcome.output}")


def _empty() -> Path:
    """The folder of the next site, with nothing in it."""
    fresh = BUILD / "site.next"
    shutil.rmtree(fresh, ignore_errors=True)
    return fresh


def _copy(old: Path, fresh: Path, left_out: Collection[str]) -> None:
    """The same files in another folder, without some at the top: a build writes these anew."""

    def leave_out(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if name in left_out] if Path(folder) == old else []

    shutil.copytree(old, fresh, ignore=leave_out, copy_function=_link, dirs_exist_ok=True)


def _add_others(fresh: Path, wanted: Collection[str]) -> None:
    """Of the site that is there, the files at these places that the new one does not have.

    Its pages of other languages ask for the assets that it has.
    """
    _copy(SITE, fresh, {path.name for path in SITE.iterdir()} - set(wanted))


def _link(old: str, new: str) -> None:
    """The same file at another place, which is faster than a copy; one that is there stays."""
    if not os.path.exists(new):  # noqa: PTH110 - called for each file, as shutil does
        try:
            os.link(old, new)
        except OSError:
            shutil.copy2(old, new)


def _put_in_place(fresh: Path) -> None:
    old = BUILD / "site.old"
    STAMP.unlink(missing_ok=True)
    shutil.rmtree(old, ignore_errors=True)
    if SITE.exists():
        SITE.rename(old)
    fresh.rename(SITE)
    shutil.rmtree(old, ignore_errors=True)

"""Writes the list of licences for people: ``THIRD_PARTY.md``."""

from __future__ import annotations

from collections.abc import Iterator

from tools.dev.places import ROOT
from tools.dev.python import LOCKS
from tools.sbom.licences import licence_of, read_licences
from tools.sbom.locks import parts

PAGE = ROOT / "THIRD_PARTY.md"
NEEDED_FOR = {
    "functions": "the functions, and delivered with them",
    "forms": "the function that fills forms in, and delivered with it",
    "server": "the self-hosted server",
    "serve": "building the site and serving it locally",
    "test": "tests and checks",
}
HEADING = """# Software of others

What this project is made of besides its own code, which is under [EUPL-1.2](LICENSE). Written
by `python3 dev.py sbom` from `requirements/*.lock`, the metadata of the packages and
`tools/sbom/licences.toml`; a test compares it with them.

The licences are named as [SPDX](https://spdx.org/licenses/) does. Each package holds the text of
its own; the package of a function keeps it. Of mkdocs-material, the site delivers the style
sheet. What only `bench/` uses is locked there, installed apart, and not delivered.
"""


def page() -> str:
    """The text of the list."""
    return "\n".join((HEADING, *_packages(), *_files(), ""))


def _packages() -> Iterator[str]:
    every = parts()
    for lock in LOCKS:
        yield f"## For {NEEDED_FOR[lock]}\n"
        yield "| package | version | licence |"
        yield "|---|---|---|"
        for part in every:
            if part.needed_for == lock:
                package = part.package
                yield f"| {package.name} | {package.version} | {licence_of(package.name)} |"
        yield ""


def _files() -> Iterator[str]:
    yield "## Files in this repository\n"
    yield "| file | licence |"
    yield "|---|---|"
    for name, licence in read_licences().files.items():
        yield f"| `{name}` | {licence} |"

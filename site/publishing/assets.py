"""What the whole site has once: style sheets, script and pictures, and the file for crawlers."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

SITE = Path(__file__).resolve().parents[1]
OWN_ASSETS = SITE / "assets"
STYLES = ("tokens", "page", "text", "home", "forms", "results", "charts", "other_ways")
MATERIAL_STYLES = "templates/assets/stylesheets/main.*.min.css"
ROBOTS = """User-agent: *
Disallow:

Sitemap: {origin}sitemap.xml
"""


def shared_files(config: MkDocsConfig) -> Iterator[File]:
    """Every asset, and ``robots.txt``, as files of the build at the root."""
    yield File.generated(config, "robots.txt", content=ROBOTS.format(origin=config.site_url))
    yield File.generated(config, "assets/material.css", content=material_layer())
    yield File.generated(config, "assets/alimenta.css", content=own_styles())
    for asset in sorted(OWN_ASSETS.iterdir()):
        yield File.generated(config, f"assets/{asset.name}", abs_src_path=str(asset))


def own_styles() -> str:
    """Our own style sheets as one, in an order in which a later one may refine an earlier one."""
    return "\n".join(
        (SITE / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES
    )


def material_layer() -> str:
    """Material's style sheet in a cascade layer, so that our own rules win without a contest.

    A character-set line may only stand first in a file, and the server says the same.
    """
    (stylesheet,) = _material_folder().glob(MATERIAL_STYLES)
    rules = stylesheet.read_text(encoding="utf-8").removeprefix('@charset "UTF-8";')
    without_map, _, _ = rules.partition("/*# sourceMappingURL=")
    return f"@layer material{{{without_map}}}\n"


def _material_folder() -> Path:
    """Where Material for MkDocs is installed, found without importing its templates.

    Raises:
        ModuleNotFoundError: it is not installed.
    """
    found = find_spec("material")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("mkdocs-material is not installed: see requirements/serve.lock")
    return Path(found.origin).parent

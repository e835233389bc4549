"""What the whole site has once: style sheets, scripts and pictures, and the file for crawlers.

The name of an asset holds a hash of its content (``alimenta.1f0c….css``): a browser may keep it for
good, and a changed one has another address. Templates ask for an asset by its plain name.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from publishing.scripts import bundled
from publishing.used_rules import used_rules

SITE = Path(__file__).resolve().parents[1]
OWN_ASSETS = SITE / "assets"
ICONS = SITE / "icons"
STYLES = ("tokens", "page", "text", "icons", "components", "keep", "cards", "other_ways")
"""The style sheets of every page, in an order in which a later one may refine an earlier one."""
MORE_STYLES = {
    "home.css": ("home", "quick"),
    "forms.css": ("forms", "steps", "live"),
    "answers.css": ("answer", "results", "result_charts", "result_pictures", "take_along"),
    "lists.css": ("tools", "find", "charts", "sheet", "letters"),
}
"""Those of some kinds of pages, in the order in which a page has them after the first one."""
MATERIAL_STYLES = "templates/assets/stylesheets/main.*.min.css"
FOLDER = "assets"
HASH_DIGITS = 12

PLAIN = ("alimenta.css", "mark.svg")
"""Also kept under their plain names, for responses without a built page: a function
that says what went wrong knows no hash."""

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
NAME = re.compile(r"((?<=[{;])[\w-]+): ")
SPACES = re.compile(r"\s*([{};,])\s*")
ICON_CLASS = re.compile(r"\.icon--([\w-]+) \{")
PICTURES = ("not-paid", "must-pay", "must-repay", "empty")
"""Pictures of the situations and of a missing answer: a page holds them, for their colours."""

ROOT_BLOCK = re.compile(r":root \{(.*?)\}", re.DOTALL)
DARK = re.compile(r"prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", re.DOTALL)
TOKEN = re.compile(r"(--[\w-]+): ([^;]+);")
PICTURE = re.compile(r"""url\(["']?(?!data:)([\w.-]+)["']?\)""")
ICON = re.compile(r"""url\("icons/([\w-]+\.svg)"\)""")
ROBOTS = """User-agent: *
Disallow:

Sitemap: {origin}sitemap.xml
"""


def shared_files(config: MkDocsConfig) -> Iterator[File]:
    """Every asset, and ``robots.txt``, as files of the build at the root."""
    yield File.generated(config, "robots.txt", content=ROBOTS.format(origin=config.site_url))
    for name, content in contents().items():
        yield File.generated(config, f"{FOLDER}/{hashed(name, content)}", content=content)
        if name in PLAIN:
            yield File.generated(config, f"{FOLDER}/{name}", content=content)


def addresses() -> dict[str, str]:
    """Where each asset is asked for, by its plain name."""
    return {name: f"/{FOLDER}/{hashed(name, content)}" for name, content in contents().items()}


def hashed(name: str, content: bytes) -> str:
    """The name of an asset with the hash of its content before the ending."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:HASH_DIGITS]}.{ending}"


@cache
def contents() -> Mapping[str, bytes]:
    """Every asset by its plain name; the style sheets ask for pictures by their hashed names."""
    found = bundled({asset.name: asset.read_bytes() for asset in sorted(OWN_ASSETS.iterdir())})

    def sheet(*names: str) -> str:
        rules = without_spaces(styles(*names))
        own = ICON.sub(lambda match: f'url("{data_address(match[1])}")', rules)
        return PICTURE.sub(lambda match: f'url("{hashed(match[1], found[match[1]])}")', own)

    return {
        "alimenta.css": f"{material_layer()}{sheet(*STYLES)}".encode(),
        **{name: sheet(*parts).encode() for name, parts in MORE_STYLES.items()},
        "embed.css": embed_styles().encode(),
        "manifest.json": _manifest(found).encode(),
        **found,
    }


def _manifest(found: Mapping[str, bytes]) -> str:
    """What a device needs to keep the site among its applications."""
    icons = [
        {"src": hashed(name, found[name]), "sizes": sizes, "type": kind}
        for name, sizes, kind in (
            ("mark.svg", "any", "image/svg+xml"),
            ("touch.png", "192x192", "image/png"),
        )
    ]
    return json.dumps(
        {
            "name": "Alimenta",
            "short_name": "Alimenta",
            "start_url": "/",
            "scope": "/",
            "display": "minimal-ui",
            "background_color": "#fbf6ee",
            "theme_color": "#57204c",
            "icons": icons,
        }
    )


def own_styles() -> str:
    """All our own style sheets as one, in their order."""
    return styles(*STYLES, *chain.from_iterable(MORE_STYLES.values()))


def styles(*names: str) -> str:
    """Some of our own style sheets as one."""
    return "\n".join(
        (SITE / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in names
    )


def embed_styles() -> str:
    """What only frames of other sites need: their layout, and the colours that an address names."""
    light, dark = _colours()
    own = (SITE / "embed" / "frame.css").read_text(encoding="utf-8")
    rules = "".join(
        f':root[data-theme="{name}"]{{color-scheme:{scheme};{_declared(colours)}}}'
        for name, scheme, colours in (
            ("light", "light", light),
            ("dark", "dark", dark),
            ("plain", "light", light),
        )
    )
    return f"@media not (forced-colors:active){{{rules}}}{without_spaces(own)}"


def _colours() -> tuple[dict[str, str], dict[str, str]]:
    """Every token that is another one in the dark, as it is in the light and in the dark."""
    styles = COMMENT.sub("", own_styles())
    dark = {name: value for block in DARK.findall(styles) for name, value in TOKEN.findall(block)}
    first: dict[str, str] = {}
    for block in ROOT_BLOCK.findall(styles):
        for name, value in TOKEN.findall(block):
            first.setdefault(name, value)
    return {name: first[name] for name in dark}, dark


def _declared(tokens: Mapping[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in tokens.items())


def without_spaces(rules: str) -> str:
    """A style sheet without its comments and without the spaces that only its readers need.

    >>> without_spaces("/* A link */ a:hover { color: red; }")
    'a:hover{color:red}'
    """
    short = SPACES.sub(r"\1", COMMENT.sub("", rules).strip()).replace(";}", "}")
    return NAME.sub(r"\1:", short)


def components() -> str:
    """The page that shows every component, with every icon."""
    icons = " ".join(
        f'<span class="icon icon--{name}" aria-hidden="true"></span>'
        for name in sorted(set(ICON_CLASS.findall(own_styles())))
    )
    pictures = " ".join(picture(f"{name}.svg") for name in PICTURES)
    shown = (SITE / "components.html").read_text(encoding="utf-8")
    return shown.replace("ICONS", f"{icons} {pictures}")


def data_address(icon: str) -> str:
    """A picture as an address that holds it: a style sheet shows it without asking for it."""
    return "data:image/svg+xml," + quote(picture(icon), safe=" /:='")


@cache
def picture(icon: str) -> str:
    """The text of one of our own pictures, to stand in a page or in a style sheet."""
    return (ICONS / icon).read_text(encoding="utf-8").strip().replace('"', "'")


@cache
def material_layer() -> str:
    """Material's style sheet in a cascade layer, so that our own rules win without a contest.

    A character-set line may only be first in a file, and the server says the same.
    """
    (stylesheet,) = _material_folder().glob(MATERIAL_STYLES)
    rules = stylesheet.read_text(encoding="utf-8").removeprefix('@charset "UTF-8";')
    without_map, _, _ = rules.partition("/*# sourceMappingURL=")
    return f"@layer material{{{used_rules(without_map)}}}\n"


def _material_folder() -> Path:
    """Where Material for MkDocs is installed, found without importing its templates.

    Raises:
        ModuleNotFoundError: it is not installed.
    """
    found = find_spec("material")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("mkdocs-material is not installed: see requirements/serve.lock")
    return Path(found.origin).parent

"""The addresses of the built site, and the function that leads each request to its file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from functions.http.negotiation import DEFAULT_LANGUAGE
from functions.i18n.catalog import LANGUAGES
from infra.headers import is_asset
from infra.packages.places import SITE

ADDRESSES = Path(__file__).with_name("url_rewrite.js")
VIEWER_ADDRESS = Path(__file__).with_name("viewer_address.js")

LARGEST_FUNCTION = 10_240
"""CloudFront takes no function of more bytes."""

PAGE = "index.html"
NOT_FOUND = "404.html"


class SiteTooLarge(ValueError):
    """The list of addresses does not fit in the function."""


@dataclass(frozen=True, slots=True)
class SiteMap:
    """What can be asked for: pages and files of each language, and files that all share.

    Assets named by their content are not among them: they need no leading.
    """

    pages: frozenset[str]
    files: frozenset[str]
    shared: frozenset[str]

    @property
    def is_built(self) -> bool:
        """Whether there is a site at all."""
        return bool(self.pages)

    def function_code(self) -> str:
        """The code of the function, with the addresses it knows.

        Raises:
            SiteTooLarge: CloudFront would refuse it.
        """
        site = {
            "languages": LANGUAGES,
            "default": DEFAULT_LANGUAGE,
            "pages": sorted(self.pages),
            "files": sorted(self.files),
            "shared": sorted(self.shared),
        }
        listed = json.dumps(site, ensure_ascii=True, separators=(",", ":"))
        code = f"const site = {listed};\n{ADDRESSES.read_text(encoding='utf-8')}"
        if len(code) > LARGEST_FUNCTION:
            raise SiteTooLarge(f"{len(code)} bytes of {LARGEST_FUNCTION}: list fewer files")
        return code


def read_site(folder: Path = SITE) -> SiteMap:
    """The addresses of a built site; none when it is not built yet."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    below = [name.partition("/") for name in names]
    of_languages = [rest for first, _, rest in below if first in LANGUAGES]
    return SiteMap(
        pages=frozenset(
            name.removesuffix(PAGE)
            for name in of_languages
            if name == PAGE or name.endswith(f"/{PAGE}")
        ),
        files=frozenset(
            name
            for name in of_languages
            if name != PAGE and not name.endswith(f"/{PAGE}") and name != NOT_FOUND
        ),
        shared=frozenset(
            name
            for name, (first, _, _) in zip(names, below, strict=True)
            if first not in LANGUAGES and name != PAGE and not is_asset(name)
        ),
    )

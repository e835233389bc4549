"""QR codes of the addresses of our pages: for paper, on which no link can be pressed."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterator
from importlib.metadata import version
from io import BytesIO

import segno
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from functions.calculators.registry import CALCULATORS
from functions.pages.address_code import CODE_FILE
from publishing.kept import Kept

NO_DOMAIN = "https://alimenta.example/"
"""The address of a site that has none yet, as in ``mkdocs.yml``."""
QUIET_ZONE = 4
"""The white modules around a code that ISO/IEC 18004 asks for."""


def site_address() -> str:
    """The address of the site that is built, with a slash at the end."""
    return os.environ.get("SITE_URL", NO_DOMAIN)


def code_files(config: MkDocsConfig, kept: Kept) -> Iterator[File]:
    """The code of each calculator page of a language, beside the page."""
    for entry in CALCULATORS.values():
        address = f"{entry.page}/"
        content = _kept_picture(f"{config.site_url}{address}", kept)
        yield File.generated(config, f"{address}{CODE_FILE}", content=content)


def _kept_picture(address: str, kept: Kept) -> str:
    return kept.get(f"segno {version('segno')} {address}", lambda: code_picture(address))


def code_picture(address: str) -> str:
    """The code as SVG, white around it; a damage of 15 % leaves it readable."""
    written = BytesIO()
    code = segno.make_qr(address, error="m", boost_error=False)
    code.save(
        written,
        kind="svg",
        border=QUIET_ZONE,
        light="#fff",
        omitsize=True,
        xmldecl=False,
        nl=False,
        svgclass=None,
        lineclass=None,
    )
    return written.getvalue().decode()


def code_data(address: str) -> str:
    """The same as an address that holds the picture, for what is printed at build."""
    return f"data:image/svg+xml;base64,{b64encode(code_picture(address).encode()).decode()}"

"""The address of a page as a QR code, which the build puts beside the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

CODE_FILE = "address.svg"
CANONICAL = re.compile(r'<link rel="canonical" href="(?:https?://)?([^"]+)">')


@dataclass(frozen=True, slots=True)
class AddressCode:
    """Where the picture is, and the address that it holds, as one types it."""

    picture: str
    address: str


def address_code(shell: str, language: str, page: str) -> AddressCode | None:
    """The code of a built page; none where the page does not say its own address."""
    found = CANONICAL.search(shell)
    return AddressCode(f"/{language}/{page}/{CODE_FILE}", found[1]) if found else None

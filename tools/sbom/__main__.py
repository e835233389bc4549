"""Writes ``build/sbom.json`` and ``THIRD_PARTY.md``: ``python3 dev.py sbom``."""

from __future__ import annotations

import sys

from tools.dev.console import complain, say
from tools.sbom.cyclonedx import SBOM, write_sbom
from tools.sbom.licences import UnknownLicence
from tools.sbom.third_party import PAGE, page


def main() -> int:
    """Write both, and return the exit code."""
    try:
        write_sbom()
        PAGE.write_text(page(), encoding="utf-8")
    except UnknownLicence as unknown:
        return complain(str(unknown))
    say(f"{SBOM}\n{PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

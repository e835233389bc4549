"""Refuses a built site with an address that cannot exist: ``python -m infra.operations.names``."""

from __future__ import annotations

import sys

from infra.operations.preconditions import placeholders_in
from infra.packages.places import SITE
from infra.settings import UNSET


def main() -> int:
    """Name the files; the exit code."""
    found = placeholders_in(SITE)
    if found:
        sys.stderr.write(f"{len(found)} files hold an address in {UNSET}, such as {found[0]}\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())

"""Finds the browser that the tests and the measurements drive."""

from __future__ import annotations

import os
from pathlib import Path

from tools.dev.console import Problem

HEADLESS = Path("/usr/bin/chromium-headless-shell")
"""Chromium without the frame around its pages: the same pages, in half of the time."""
DEBIAN = Path("/usr/bin/chromium")
PLAYWRIGHT = ".cache/ms-playwright/chromium-*/chrome-linux*/chrome"
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
"""Chromium asks the network for updates and the like; nothing here needs that."""


def chromium() -> str | None:
    """The browser in CHROMIUM, else one of Debian's, else Playwright's; None if there is none.

    Raises:
        Problem: CHROMIUM names no program.
    """
    given = os.environ.get("CHROMIUM")
    if given:
        if not os.access(given, os.X_OK):
            raise Problem(f"CHROMIUM names no program: {given}. Cure: correct it or unset it.")
        return given
    places = [HEADLESS, DEBIAN, *sorted(Path.home().glob(PLAYWRIGHT), reverse=True)]
    return next((str(place) for place in places if os.access(place, os.X_OK)), None)

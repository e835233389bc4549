"""What the system must have: the libraries that render PDF forms, the programs that tests drive."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Sequence

from tools.dev.browser import HEADLESS, chromium
from tools.dev.console import Problem
from tools.dev.processes import Outcome, run

PDF_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
"""Each library with the Debian package that brings it."""


def missing_libraries() -> list[str]:
    """The Debian packages of the libraries that are not there."""
    return [package for library, package in PDF_LIBRARIES.items() if not _has_library(library)]


def missing_programs() -> list[str]:
    """The Debian packages of the programs that are not there."""
    missing = [] if shutil.which("pdftotext") else ["poppler-utils"]
    return missing if chromium() else [*missing, "chromium"]


def prefer_headless_browser() -> None:
    """Install the lighter of Debian's browsers where this user may; another does as well."""
    if _may_install() and not HEADLESS.exists() and "CHROMIUM" not in os.environ:
        _install([HEADLESS.name])


def require_packages(packages: Sequence[str]) -> None:
    """Install Debian packages if this user may.

    Raises:
        Problem: they are missing, and this user may not install them or cannot.
    """
    if not packages:
        return
    names = " ".join(packages)
    problem = f"Missing on this system: {names}. Cure: sudo apt-get install -y {names}"
    if not _may_install():
        raise Problem(problem)
    outcome = _install(packages)
    if outcome.code:
        raise Problem(f"{problem}\n{outcome.output}")


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(packages: Sequence[str]) -> Outcome:
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], extra=quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return run(command, extra=quiet)


def _has_library(name: str) -> bool:
    if not sys.platform.startswith("linux"):
        return True  # it has another name there; if it is missing, WeasyPrint says so
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True

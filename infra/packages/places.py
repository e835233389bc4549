"""The folders of the sources of a package and of the built files."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
FUNCTIONS = ROOT / "functions"
LOCK = ROOT / "requirements" / "functions.lock"
LOCK_OF_FORMS = ROOT / "requirements" / "forms.lock"
SITE = ROOT / "build" / "site"
PACKAGES = ROOT / "build" / "packages"
DEPENDENCIES = ROOT / "build" / "dependencies"

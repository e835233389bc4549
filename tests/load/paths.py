"""Where the tools of the soak are locked and installed, and where findings go."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build" / "site"
LOCKS = Path(__file__).parent / "locks"
CORPUS = Path(__file__).parent / "corpus"
BUILD = ROOT / "build" / "soak"
ENVIRONMENTS = BUILD / "environments"

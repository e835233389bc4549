"""Folders that the load tests read and write."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build" / "site"
BUILD = ROOT / "build" / "load"
CORPUS = Path(__file__).parent / "corpus"

"""Where things are in the work tree."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
SITE = BUILD / "site"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

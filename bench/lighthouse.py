"""What Lighthouse says of a page, where there is a Lighthouse: it is no part of the project."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.processes import descendants
from bench.viewing import FLAGS
from infra.local.dev.browser import chromium

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
NAME = "lighthouse"
CURE = "Cure: npm install --global lighthouse, or give it with --lighthouse"
PATIENCE_SECONDS = 120


class NoLighthouse(Exception):
    """There is none on this machine, or it says nothing; the message is for a note."""


@dataclass(frozen=True, slots=True)
class Scores:
    """One report: of 100 in each category."""

    performance: float
    accessibility: float
    best_practices: float
    seo: float


def program(given: Path | None) -> str:
    """The Lighthouse to ask.

    Raises:
        NoLighthouse: none was given, and there is none on the path; or no browser for it.
    """
    found = str(given) if given else shutil.which(NAME)
    if not found:
        raise NoLighthouse(f"no Lighthouse: its scores are not taken. {CURE}")
    if chromium() is None:
        raise NoLighthouse("no Chromium for Lighthouse. Cure: apt-get install chromium")
    return found


def report(lighthouse: str, address: str) -> Scores:
    """One report of a page, as of a phone of the middle class.

    Raises:
        NoLighthouse: it says nothing of that page.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "report.json"
        flags = ("--headless=new", "--no-sandbox", *FLAGS, f"--user-data-dir={folder}/profile")
        process = subprocess.Popen(
            [
                *(lighthouse, address, "--quiet", "--output=json", f"--output-path={file}"),
                *("--no-enable-error-reporting", f"--chrome-flags={' '.join(flags)}"),
                f"--only-categories={','.join(CATEGORIES)}",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "CHROME_PATH": chromium() or ""},
        )
        said = _end_of(process)
        if not file.is_file():
            raise NoLighthouse(f"Lighthouse says nothing of {address}: {said}")
        found = json.loads(file.read_text(encoding="utf-8"))
    return Scores(*(100 * (found["categories"][name]["score"] or 0) for name in CATEGORIES))


def _end_of(process: subprocess.Popen[str]) -> str:
    """The last line that it says; where it takes too long, it is ended with its browser."""
    try:
        _, said = process.communicate(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        for one in (process.pid, *descendants(process.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        process.wait()
        return f"no answer within {PATIENCE_SECONDS} s"
    return (said.strip().splitlines() or ["no reason given"])[-1]

"""What Lighthouse says of a page, where there is a Lighthouse: it is no part of the project."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.processes import descendants
from tools.dev.browser import FLAGS, chromium

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FULL = 100
NAME = "lighthouse"
CURE = "Cure: npm install --global lighthouse, or give it with --lighthouse"
PATIENCE_SECONDS = 120


class NoLighthouse(Exception):
    """There is none on this machine, or it says nothing; the message is for a note.

    Attributes:
        said: all that it gave as its reason.
    """

    def __init__(self, message: str, said: str = "") -> None:
        """With that message."""
        super().__init__(message)
        self.said = said


@dataclass(frozen=True, slots=True)
class Report:
    """Of 100 in each category, and what is wanting where it is less."""

    scores: Mapping[str, int]
    reasons: tuple[str, ...]


def command(given: Path | None) -> tuple[str, ...]:
    """The Lighthouse to ask.

    Raises:
        NoLighthouse: none was given, and there is none on the path; or no browser for it.
    """
    found = str(given) if given else shutil.which(NAME)
    if not found:
        raise NoLighthouse(f"no Lighthouse: its scores are not taken. {CURE}")
    if chromium() is None:
        raise NoLighthouse("no Chromium for Lighthouse. Cure: apt-get install chromium")
    return (found,)


def report(lighthouse: Sequence[str], address: str) -> Report:
    """One report of a page, as of a phone of the middle class; ``lighthouse`` is a command.

    Raises:
        NoLighthouse: it says nothing of that page.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "report.json"
        flags = ("--headless=new", "--no-sandbox", *FLAGS, f"--user-data-dir={folder}/profile")
        process = subprocess.Popen(
            [
                *(*lighthouse, address, "--quiet", "--output=json", f"--output-path={file}"),
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
            last = said.splitlines()[-1]
            raise NoLighthouse(f"Lighthouse says nothing of {address}: {last}", said)
        found = json.loads(file.read_text(encoding="utf-8"))
    scores = {name: round(FULL * (found["categories"][name]["score"] or 0)) for name in CATEGORIES}
    below = (name for name in CATEGORIES if scores[name] < FULL)
    return Report(scores, tuple(reason for name in below for reason in _reasons(found, name)))


def _reasons(found: Mapping[str, Any], category: str) -> Iterator[str]:
    """The audits that count in a category and do not pass, each with the figure it shows."""
    for weighed in found["categories"][category]["auditRefs"]:
        audit = found["audits"][weighed["id"]]
        if weighed["weight"] and audit["score"] not in {1, None}:
            yield f"{audit['title']} {audit.get('displayValue', '')}".rstrip()


def _end_of(process: subprocess.Popen[str]) -> str:
    """Why it ends, in its own words; where it takes too long, it is ended with its browser."""
    try:
        _, said = process.communicate(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        for one in (process.pid, *descendants(process.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        process.wait()
        return f"no answer within {PATIENCE_SECONDS} s"
    return said.strip() or "no reason given"

"""Runs Lighthouse on a page and reads its report."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tools.dev.browser import FLAGS, chromium

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FULL = 100
TIMEOUT_SECONDS = 120
GRACE_SECONDS = 5


class NoReport(Exception):
    """Lighthouse gives no report of a page.

    Attributes:
        output: all that it printed instead.
    """

    def __init__(self, message: str, output: str = "") -> None:
        """With that message."""
        super().__init__(message)
        self.output = output


@dataclass(frozen=True, slots=True)
class Report:
    """The score of 100 in each category, and the failed audits where it is less.

    ``shift`` is the cumulative layout shift; ``press_ms`` the longest time between a press and the
    next paint, where something was pressed.
    """

    scores: Mapping[str, int]
    reasons: tuple[str, ...]
    shift: float = 0
    press_ms: float | None = None


def report(lighthouse: Sequence[str], address: str) -> Report:
    """One report of a page, as a mid-range phone loads it; ``lighthouse`` is a command.

    Raises:
        NoReport: it gives none in time.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "report.json"
        flags = ("--headless=new", "--no-sandbox", *FLAGS, f"--user-data-dir={folder}/profile")
        command = [
            *(*lighthouse, address, "--quiet", "--output=json", f"--output-path={file}"),
            *("--no-enable-error-reporting", f"--chrome-flags={' '.join(flags)}"),
            f"--only-categories={','.join(CATEGORIES)}",
        ]
        return _read(_written(command, "", file, address))


def flow_reports(command: Sequence[str], task: str, file: Path) -> Report:
    """The report of a page that a form brings, with what the presses on it take.

    ``command`` reads the task, and writes both reports into the file.

    Raises:
        NoReport: it gives none in time.
    """
    page, presses = _written(command, task, file, "the result")
    timing = presses["audits"]["interaction-to-next-paint"].get("numericValue")
    return replace(_read(page), press_ms=timing)


def _written(command: Sequence[str], task: str, file: Path, what: str) -> Any:
    process = subprocess.Popen(  # noqa: S603 - our own command
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "CHROME_PATH": chromium() or ""},
    )
    output = _output(process, task)
    if not file.is_file():
        last = output.splitlines()[-1]
        raise NoReport(f"Lighthouse gives no report of {what}: {last}", output)
    return json.loads(file.read_text(encoding="utf-8"))


def _read(found: Mapping[str, Any]) -> Report:
    scores = {name: round(FULL * (found["categories"][name]["score"] or 0)) for name in CATEGORIES}
    below = (name for name in CATEGORIES if scores[name] < FULL)
    shift = found["audits"].get("cumulative-layout-shift", {}).get("numericValue", 0)
    return Report(
        scores, tuple(reason for name in below for reason in _reasons(found, name)), shift
    )


def _reasons(found: Mapping[str, Any], category: str) -> Iterator[str]:
    """The weighted audits of a category that do not pass, each with the figure it shows."""
    for weighted in found["categories"][category]["auditRefs"]:
        audit = found["audits"][weighted["id"]]
        if weighted["weight"] and audit["score"] not in {1, None}:
            yield f"{audit['title']} {audit.get('displayValue', '')}".rstrip()


def _output(process: subprocess.Popen[str], task: str) -> str:
    """What it printed; where it takes too long, it is stopped with all processes it started."""
    try:
        _, output = process.communicate(task, timeout=TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGINT)  # Lighthouse then stops its browser.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return f"no report within {TIMEOUT_SECONDS} s"
    return output.strip() or "no reason given"

"""Asks Lighthouse about one page of every kind, as a phone of the middle class sees it.

    python -m tests.site.lighthouse [--program lighthouse] [page ...]

The site must have been built (``python3 dev.py build``); the gateway is started here. Lighthouse
needs Node.js 18 or newer and a Chromium (``CHROMIUM``, as for the tests). Without ``--program``
npm brings it. A page counts by its address, ``fr/advances/simulator/``; without any, all of them
are measured. Less than 100 in one of the four categories fails. Performance is measured on this
machine: it is the best of up to three runs, since nothing but the machine makes a run slower.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from functions.words.load import LANGUAGES
from infra.local.dev.browser import FLAGS, chromium
from infra.local.dev.places import SITE
from infra.local.running import running_gateway

PACKAGE = "lighthouse@12.8.2"
"""The newest that runs on Node.js 18."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
FULL = 100
CHROMIUM_FLAGS = ("--headless=new", "--no-sandbox", *FLAGS)
KINDS = (
    "",
    "advances/",
    "advances/conditions/",
    "debtor/payments/",
    "waiver/calculator/",
    "forms/",
    "help/find/",
    "help/glossary/",
    "help/statistics/",
    "about/",
    "about/figures/",
    "about/method/",
    "about/api/",
    "about/contract/",
)
"""One page of every kind, in the first language; the advance simulator comes in each."""
PAGES = (
    "",
    *(f"{LANGUAGES[0]}/{kind}" for kind in KINDS),
    *(f"{language}/advances/simulator/" for language in LANGUAGES),
)

Scores = Mapping[str, int]


def main() -> int:
    """Measure, print a table, and return the exit code."""
    parser = argparse.ArgumentParser(prog="tests.site.lighthouse", description=__doc__)
    parser.add_argument("--program", help="Lighthouse itself; npx brings it if not given")
    parser.add_argument("pages", nargs="*", help="addresses of pages; one of every kind if none")
    options = parser.parse_args()
    if not (SITE / "index.html").is_file():
        parser.error("There is no built site. Cure: python3 dev.py build")
    command = [options.program] if options.program else by_npx()
    sys.stdout.write(f"{'page':<30}" + "".join(f"{name:>16}" for name in CATEGORIES) + "\n")
    below = 0
    with running_gateway(SITE) as gateway:
        for page in options.pages or PAGES:
            scores, reasons = measured(command, f"{gateway.address}/{page}")
            row = "".join(f"{scores[name]:>16}" for name in CATEGORIES)
            sys.stdout.write(f"/{page:<29}{row}\n")
            sys.stdout.writelines(f"    {reason}\n" for reason in reasons)
            sys.stdout.flush()
            below += min(scores.values()) < FULL
    sys.stdout.write(f"{below} of {len(options.pages or PAGES)} pages below {FULL}\n")
    return 1 if below else 0


def by_npx() -> list[str]:
    """The command that lets npm bring Lighthouse."""
    npx = shutil.which("npx")
    if npx is None:
        sys.exit("There is no npx. Cure: install Node.js, or give Lighthouse with --program")
    return [npx, "--yes", PACKAGE]


def measured(command: list[str], address: str) -> tuple[Scores, list[str]]:
    """The scores of a page, and what stands behind those below the full one."""
    runs: list[tuple[Scores, list[str]]] = []
    while len(runs) < RUNS and (not runs or is_slow(runs[-1][0])):
        runs.append(one_run(command, address))
    return max(runs, key=lambda run: run[0]["performance"])


def is_slow(scores: Scores) -> bool:
    """Whether only the speed is wanting, which another run may find better."""
    return scores["performance"] < FULL and all(
        score == FULL for name, score in scores.items() if name != "performance"
    )


def one_run(command: list[str], address: str) -> tuple[Scores, list[str]]:
    """One report of Lighthouse, with its reasons."""
    with tempfile.TemporaryDirectory() as folder:
        flags = " ".join((*CHROMIUM_FLAGS, f"--user-data-dir={folder}/profile"))
        output = Path(folder) / "report.json"
        arguments = [
            *(address, "--quiet", "--output=json", f"--output-path={output}"),
            *("--no-enable-error-reporting", f"--chrome-flags={flags}"),
        ]
        done = subprocess.run(  # noqa: S603 - our own command
            [*command, *arguments],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "CHROME_PATH": chromium() or ""},
        )
        if not output.is_file():
            sys.exit(f"Lighthouse says nothing of {address}:\n{done.stderr}")
        report = json.loads(output.read_text(encoding="utf-8"))
    scores = {name: round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}
    reasons = [
        f"{audit['title']} {audit.get('displayValue', '')}".rstrip()
        for name in CATEGORIES
        if scores[name] < FULL
        for weighed in report["categories"][name]["auditRefs"]
        if weighed["weight"]
        and (audit := report["audits"][weighed["id"]])["score"] not in {1, None}
    ]
    return scores, reasons


if __name__ == "__main__":
    sys.exit(main())

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
import shutil
import subprocess
import sys
from collections.abc import Sequence

from functions.i18n.catalog import LANGUAGES
from tests.site.lighthouse_report import CATEGORIES, FULL, NoReport, Report, report
from tools.dev.places import SITE
from tools.gateway.subprocess_server import running_gateway

PACKAGE = "lighthouse@12.8.2"
"""The newest that runs on Node.js 18."""
RUNS = 3
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
            try:
                best = measured(command, f"{gateway.address}/{page}")
            except NoReport as error:
                sys.exit(f"{error}\n{error.output}".rstrip())
            row = "".join(f"{best.scores[name]:>16}" for name in CATEGORIES)
            sys.stdout.write(f"/{page:<29}{row}\n")
            sys.stdout.writelines(f"    {reason}\n" for reason in best.reasons)
            sys.stdout.flush()
            below += min(best.scores.values()) < FULL
    sys.stdout.write(f"{below} of {len(options.pages or PAGES)} pages below {FULL}\n")
    return 1 if below else 0


def by_npx() -> list[str]:
    """The command that lets npm bring Lighthouse."""
    npx = shutil.which("npx")
    if npx is None:
        sys.exit("There is no npx. Cure: install Node.js, or give Lighthouse with --program")
    command = [npx, "--yes", PACKAGE]
    # It comes before the first report, which is waited for only so long.
    subprocess.run([*command, "--version"], check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    return command


def measured(command: Sequence[str], address: str) -> Report:
    """The best report of a page."""
    runs: list[Report] = []
    while len(runs) < RUNS and (not runs or is_slow(runs[-1])):
        runs.append(report(command, address))
    return max(runs, key=lambda run: run.scores["performance"])


def is_slow(run: Report) -> bool:
    """Whether only the speed is wanting, which another run may find better."""
    return run.scores["performance"] < FULL and all(
        score == FULL for name, score in run.scores.items() if name != "performance"
    )


if __name__ == "__main__":
    sys.exit(main())

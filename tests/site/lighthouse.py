"""Asks Lighthouse about one page of every kind and about results, as a slow phone shows them.

    PYTHONPATH=.:site python -m tests.site.lighthouse [page ...]

The site must have been built (``python3 dev.py build``); the gateway is started here. npm puts
Lighthouse below ``build/``, with the hashes of ``lighthouse_flow/``; a Chromium (``CHROMIUM``, as
for the tests) runs it. A page counts by its address, ``fr/advances/simulator/``; without any, all
of them are measured, then the results. Less than 100 in one of the four categories fails, and so
does a layout that shifts. Performance is measured on this machine: it is the best of up to three
runs, since nothing but the machine makes a run slower. Of a result the time is shown that passes
between a press and the next paint, on a processor four times as slow; it fails above 200 ms.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from functions.i18n.catalog import LANGUAGES
from tests.browser.matrix import answers_of
from tests.site.lighthouse_report import (
    CATEGORIES,
    FULL,
    NoReport,
    Report,
    flow_reports,
    report,
)
from tests.support.environments import NotInstalled, install_by_npm, node
from tools.dev.browser import FLAGS, chromium
from tools.dev.places import BUILD, SITE
from tools.gateway.subprocess_server import running_gateway

SOURCES = Path(__file__).with_name("lighthouse_flow")
FOLDER = BUILD / "lighthouse"
FLOW = "flow.mjs"
RUNS = 3
LONGEST_MS = 200
"""Above this a press seems slow, as Lighthouse counts."""
KINDS = (
    "",
    "advances/",
    "advances/conditions/",
    "debtor/payments/",
    "waiver/calculator/",
    "forms/",
    "letters/missed-payment/",
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
RESULTS = (
    ("fr", "advances/simulator", "advances"),
    ("nl", "waiver/calculator", "waiver"),
    ("de", "debtor/payments", "payments"),
)
"""The language, the page and the questions of each result that is measured."""
PRESSES = (
    *("main .result details:not([open]) > summary",) * 3,
    "header .menu--narrow summary",
    "header .languages summary",
)


def main() -> int:
    """Measure, print a table, and return the exit code."""
    parser = argparse.ArgumentParser(prog="tests.site.lighthouse", description=__doc__)
    parser.add_argument("pages", nargs="*", help="addresses of pages; one of every kind if none")
    options = parser.parse_args()
    if not (SITE / "index.html").is_file():
        parser.error("There is no built site. Cure: python3 dev.py build")
    try:
        install_by_npm(SOURCES, FOLDER)
        program = str(node())
    except NotInstalled as error:
        sys.exit(str(error))
    shutil.copyfile(SOURCES / FLOW, FOLDER / FLOW)
    lighthouse = [program, str(FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js")]
    heads = (*CATEGORIES, "shift", "press")
    sys.stdout.write(f"{'page':<34}" + "".join(f"{name:>15}" for name in heads) + "\n")
    with running_gateway(SITE) as gateway:
        rows: list[tuple[str, Callable[[], Report]]] = [
            (f"/{page}", lambda page=page: report(lighthouse, f"{gateway.address}/{page}"))
            for page in options.pages or PAGES
        ]
        if not options.pages:
            rows += [
                (
                    f"/{language}/{place}/ (result)",
                    lambda of=(language, place, name): of_result([program], gateway.address, *of),
                )
                for language, place, name in RESULTS
            ]
        try:
            below = sum(not shown(name, best_of(measure)) for name, measure in rows)
        except NoReport as error:
            sys.exit(f"{error}\n{error.output}".rstrip())
    sys.stdout.write(f"{below} of {len(rows)} pages below {FULL}\n")
    return 1 if below else 0


def shown(name: str, best: Report) -> bool:
    """Write the line of a page, and say whether nothing is wanting."""
    row = "".join(f"{best.scores[category]:>15}" for category in CATEGORIES)
    press = "" if best.press_ms is None else f"{best.press_ms:.0f} ms"
    sys.stdout.write(f"{name:<34}{row}{best.shift:>15.4f}{press:>15}\n")
    sys.stdout.writelines(f"    {reason}\n" for reason in best.reasons)
    sys.stdout.flush()
    return min(best.scores.values()) == FULL and not best.shift and not is_late(best)


def of_result(command: Sequence[str], origin: str, language: str, place: str, name: str) -> Report:
    """The report of a result, with the slowest press on it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        output = Path(folder) / "reports.json"
        task = {
            "address": f"{origin}/{language}/{place}/",
            "answers": answers_of(name, language),
            "presses": PRESSES,
            "program": chromium(),
            "flags": ["--no-sandbox", *FLAGS],
            "output": str(output),
        }
        return flow_reports([*command, str(FOLDER / FLOW)], json.dumps(task), output)


def best_of(measure: Callable[[], Report]) -> Report:
    """The best report of a page; where only the speed is wanting, another run may find better."""
    runs: list[Report] = []
    while len(runs) < RUNS and (not runs or is_slow(runs[-1])):
        runs.append(measure())
    return max(runs, key=lambda run: (run.scores["performance"], -(run.press_ms or 0)))


def is_slow(run: Report) -> bool:
    """Whether only the speed is wanting, which another run may find better."""
    others = (score for name, score in run.scores.items() if name != "performance")
    return min(others) == FULL and (run.scores["performance"] < FULL or is_late(run))


def is_late(run: Report) -> bool:
    """Whether a press is answered too late."""
    return run.press_ms is not None and run.press_ms > LONGEST_MS


if __name__ == "__main__":
    sys.exit(main())

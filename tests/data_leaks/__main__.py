"""``python -m tests.data_leaks --requests 5000``: does anything typed leak?

Sends marked values through every operation of the contract, with the real functions and AWS in
memory, and looks into every log, metric, header, title, address and store. ``--leaks`` makes one
mistake at a time instead, each of which must be found.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.data_leaks.environment import (
    Output,
    everything,
    let_every_library_talk,
    write_pages,
)
from tests.data_leaks.leaks import LEAKS
from tests.data_leaks.run import LeakRun

MOST_SHOWN = 20
FOR_LEAKS = ("simulateAdvances", "sendContactMessage", "recordDecision")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as the command line says; 0 if nothing leaks and every deliberate leak is found."""
    parser = argparse.ArgumentParser(prog="tests.data_leaks", description=__doc__)
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--leaks", action="store_true", help="make one mistake at a time")
    parser.add_argument("--json", action="store_true", help="the figures for machines")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        pages, own = Path(folder, "pages"), Path(folder, "own")
        own.mkdir()
        tempfile.tempdir = str(own)
        output = Output()
        try:
            write_pages(pages)
            let_every_library_talk()
            if options.leaks:
                return _leak(output, pages, options)
            return _run(output, pages, options)
        except Exception:
            # Both outputs go into a file: without this nobody would see it.
            output.say(traceback.format_exc())
            raise
        finally:
            tempfile.tempdir = None


def _run(output: Output, pages: Path, options: argparse.Namespace) -> int:
    started = time.monotonic()
    with everything(pages) as aws:
        leak_run = LeakRun(aws, output, options.seed)
        leak_run.send(options.requests)
    tally = leak_run.tally
    counts = {
        "requests": tally.requests,
        "marks": tally.marks,
        "lines of log": tally.lines,
        "marks in answers, where they belong": sum(tally.in_answers.values()),
        "messages accepted": tally.messages,
        "mails": tally.mails,
        "decisions recorded": len(leak_run.recorded),
        "marks in the register, where they belong": tally.kept,
        "seconds": round(time.monotonic() - started, 1),
    }
    if options.json:
        by_operation = {name: dict(found) for name, found in tally.statuses.items()}
        answers = dict(tally.in_answers)
        output.say(json.dumps({**counts, "statuses": by_operation, "answers": answers}))
    else:
        for name, figure in counts.items():
            output.say(f"{name:45} {figure:>10}")
    found_leaks = Counter(leak_run.found)
    for line, count in found_leaks.most_common(MOST_SHOWN):
        output.say(f"ASTRAY {line} ({count})")
    if not options.json:
        output.say(f"leaks: {len(leak_run.found)}")
    return int(bool(leak_run.found))


def _leak(output: Output, pages: Path, options: argparse.Namespace) -> int:
    missed = 0
    for name, leak in LEAKS.items():
        with everything(pages) as aws, leak():
            leak_run = LeakRun(aws, output, options.seed)
            leak_run.send(options.requests, FOR_LEAKS)
        missed += not leak_run.found
        kinds = sorted({line.partition(": ")[2] for line in leak_run.found})[:2]
        output.say(f"{'found' if leak_run.found else 'MISSED'}: {name} ({'; '.join(kinds)})")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())

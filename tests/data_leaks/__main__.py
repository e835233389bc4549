"""``python -m tests.data_leaks --requests 5000``: does anything typed go astray?

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
from tests.data_leaks.run import Walk

MOST_SHOWN = 20
FOR_LEAKS = ("simulateAdvances", "sendContactMessage", "recordDecision")


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk as the command line says; 0 where nothing went astray, and every leak was found."""
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
            return _walk(output, pages, options)
        except Exception:
            # Both outputs go into a file: without this nobody would see it.
            output.say(traceback.format_exc())
            raise
        finally:
            tempfile.tempdir = None


def _walk(output: Output, pages: Path, options: argparse.Namespace) -> int:
    started = time.monotonic()
    with everything(pages) as aws:
        walk = Walk(aws, output, options.seed)
        walk.send(options.requests)
    tally = walk.tally
    counts = {
        "requests": tally.requests,
        "marks": tally.marks,
        "lines of log": tally.lines,
        "marks in answers, where they belong": sum(tally.in_answers.values()),
        "letters accepted": tally.letters,
        "mails": tally.mails,
        "decisions recorded": len(walk.recorded),
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
    astray = Counter(walk.found)
    for line, count in astray.most_common(MOST_SHOWN):
        output.say(f"ASTRAY {line} ({count})")
    if not options.json:
        output.say(f"astray: {len(walk.found)}")
    return int(bool(walk.found))


def _leak(output: Output, pages: Path, options: argparse.Namespace) -> int:
    missed = 0
    for name, leak in LEAKS.items():
        with everything(pages) as aws, leak():
            walk = Walk(aws, output, options.seed)
            walk.send(options.requests, FOR_LEAKS)
        missed += not walk.found
        kinds = sorted({line.partition(": ")[2] for line in walk.found})[:2]
        output.say(f"{'found' if walk.found else 'MISSED'}: {name} ({'; '.join(kinds)})")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())

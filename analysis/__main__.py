"""Answers a file of households: ``python -m analysis waiver households.csv --out results.csv``.

A column is the path of a question (``children[0].birthDate``); ``--columns`` lists them. A row
that is refused says so in its place and stops nothing. ``--set`` gives a parameter
another value than the law, and every row of the results then says so.
"""

from __future__ import annotations

import argparse
import csv
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TextIO

from analysis.calculators import calculator
from analysis.columns import CannotRead, describe, read_heading
from analysis.files import Households, in_chunks
from analysis.household import MARKS, heading
from analysis.overrides import InvalidOverride, ParameterOverride, parameters
from analysis.progress import Progress
from analysis.workers import CHUNK, Job, WorkerEnded, answer_all, reading_of
from functions.calculators.registry import CALCULATORS
from functions.http import clock
from functions.http.serialization import to_text
from functions.i18n.catalog import LANGUAGES

REFUSED_AT = MARKS.index("problems")
CANNOT = 2
STOPPED = 128 + signal.SIGINT


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="analysis", description=__doc__)
    parser.add_argument("calculator", choices=sorted(CALCULATORS))
    parser.add_argument("households", type=Path, nargs="?", help="the CSV file to read")
    parser.add_argument("--out", type=Path, help="the CSV file to write")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE[@FROM[..TO]]")
    parser.add_argument("--keep", action="append", default=[], metavar="COLUMN")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the problems")
    parser.add_argument("--today", type=date.fromisoformat, help="what an empty date means")
    parser.add_argument("--whole", action="store_true", help="add the whole answer as JSON")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--columns", action="store_true", help="list the columns, and end")
    parser.add_argument("--figures", action="store_true", help="list what --set takes, and end")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Do what the command line asks, and return the exit code."""
    options = arguments(given)
    if options.columns or options.figures:
        _list(options)
        return 0
    if options.households is None or options.out is None or options.workers < 1:
        return _complain("name the file of households, --out, and at least one worker")
    wrong, code = "", CANNOT
    try:
        overrides = tuple(ParameterOverride.parse(text) for text in options.set)
        with closing(Households(options.households)) as households:
            _answer(options, households, overrides)
    except (CannotRead, InvalidOverride) as error:
        wrong = str(error)
    except OSError as error:
        wrong = f"{options.out}: {error.strerror}"
    except WorkerEnded:
        wrong = "a worker was ended from outside; nothing was written"
    except KeyboardInterrupt:
        wrong, code = "stopped; nothing was written", STOPPED
    return _complain(wrong, code) if wrong else 0


def _answer(
    options: argparse.Namespace, households: Households, overrides: tuple[ParameterOverride, ...]
) -> None:
    questions = calculator(options.calculator).simulator.schema.form
    job = Job(
        name=options.calculator,
        columns=read_heading(questions, households.heading, options.keep),
        language=options.language,
        today=options.today or clock.today(),
        whole=options.whole,
        overrides=overrides,
        hypothetical=" ".join(options.set),
    )
    # Under its own name only when it is complete: half a file could be taken for the whole.
    unfinished = options.out.with_name(f"{options.out.name}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            _write(options, households, job, file)
        unfinished.replace(options.out)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(options: argparse.Namespace, households: Households, job: Job, file: TextIO) -> None:
    progress, rows, refused = Progress(), 0, 0
    writer = csv.writer(file)
    writer.writerow(heading(reading_of(job), options.keep))
    for answered in answer_all(job, in_chunks(households.rows(), CHUNK), options.workers):
        writer.writerows(answered)
        rows += len(answered)
        refused += sum(bool(row[REFUSED_AT]) for row in answered)
        progress.show(rows, households.share_read())
    progress.end(f"{rows:,} rows, {refused:,} refused")


def _list(options: argparse.Namespace) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if options.columns:
        writer.writerow(("column", "type", "required", "default", "accepted"))
        writer.writerows(describe(calculator(options.calculator).simulator.schema.form))
    if options.figures:
        writer.writerow(("figure", "unit", "from", "value"))
        for name, parameter in parameters().items():
            for value in parameter.values:
                figure = "" if value.figure is None else to_text(value.figure)
                writer.writerow((name, parameter.unit.value, value.first_day, figure))


def _complain(line: str, code: int = CANNOT) -> int:
    print(line, file=sys.stderr)  # noqa: T201 - what is wrong, for who typed the command
    return code


if __name__ == "__main__":
    sys.exit(main())

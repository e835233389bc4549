"""Answers a file of households: ``python -m analysis waiver households.csv --out results.csv``.

A column is the path of a question (``children[0].birthDate``); ``--columns`` lists them. A row
that is refused says so in its place and stops nothing. ``--set`` gives a parameter another value
than the law, and every row of the results then says so. ``--scenario`` adds a set of other values,
compared with the base in the same pass; ``--summary`` sums them:

  python -m analysis waiver households.csv --summary totals.csv --weight weight
    --scenario "wider: waiver.published.minimum=1300.00 waiver.published.maximum=2000.00"
    --scenario "waiver.published.flat_reduction=200.00,250.00,300.00"

A file that ends in .parquet is read or written as Parquet, which needs Polars, as does the fast way
through the waiver: python -m pip install --require-hashes -r requirements/analysis.lock
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from analysis import totals
from analysis.answers import Answered, Job, reading_of
from analysis.calculators import calculator
from analysis.columns import CannotRead, describe, read_heading
from analysis.files import PARQUET, Households, open_households
from analysis.household import heading
from analysis.overrides import InvalidOverride, parameters
from analysis.progress import Progress
from analysis.scenarios import scenarios
from analysis.workers import WorkerEnded, answer_all
from functions.calculators.registry import CALCULATORS
from functions.http import clock
from functions.http.serialization import to_text
from functions.i18n.catalog import LANGUAGES

CANNOT = 2
STOPPED = 128 + signal.SIGINT
POLARS = "polars"
BY_COLUMNS = ("waiver",)
"""The calculators that can be computed column by column."""
ROWS_AT_ONCE = 200
BYTES_OF_ROWS = 8_000
BYTES_OF_SUMS, BYTES_OF_COLUMNS, LEAST_BYTES = 4_000_000, 2_000_000, 500_000
"""How much of the file a worker has at once: little where a row takes long, less where the rows of
the results are written, which are in memory together with those of every scenario."""


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("calculator", choices=sorted(CALCULATORS))
    parser.add_argument("households", type=Path, nargs="?", help="the file to read")
    files = parser.add_argument_group("what is written")
    files.add_argument("--out", type=Path, help="a row for each household and scenario")
    files.add_argument("--summary", type=Path, help="totals, bands and deciles by scenario (CSV)")
    files.add_argument("--keep", action="append", default=[], metavar="COLUMN", help="copy it")
    files.add_argument("--language", choices=LANGUAGES, default="en", help="of the problems")
    files.add_argument("--whole", action="store_true", help="add the whole answer as JSON")
    changed = parser.add_argument_group("other figures than those of the law")
    changed.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIGURE=VALUE[@FROM[..TO]]",
        help="in the base and in every scenario",
    )
    changed.add_argument(
        "--scenario",
        action="append",
        default=[],
        metavar="[NAME:] FIGURE=VALUE[,VALUE][@FROM[..TO]] ...",
        help="figures changed together; one of them may have several values, each a scenario",
    )
    changed.add_argument("--today", type=date.fromisoformat, help="what an empty date means")
    summed = parser.add_argument_group("what --summary sums")
    summed.add_argument("--weight", metavar="COLUMN", help="households that a row stands for")
    summed.add_argument("--cost", metavar="COLUMN", help="the amount; who gets more, wins")
    summed.add_argument("--band", metavar="COLUMN", help="what households are counted by")
    summed.add_argument("--rank", metavar="COLUMN", help="the amount that makes the deciles")
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
    if wrong := _wrong(options):
        return _complain(wrong)
    code = CANNOT
    try:
        with closing(open_households(options.households)) as households:
            _answer(options, households, _job(options, households.heading))
    except (CannotRead, InvalidOverride) as error:
        wrong = str(error)
    except OSError as error:
        wrong = f"{error.filename or options.out or options.summary}: {error.strerror}"
    except WorkerEnded:
        wrong = "a worker was ended from outside; nothing was written"
    except KeyboardInterrupt:
        wrong, code = "stopped; nothing was written", STOPPED
    return _complain(wrong, code) if wrong else 0


def _wrong(options: argparse.Namespace) -> str:
    """What the options lack, or contradict."""
    written = (options.out, options.summary)
    if options.households is None or not any(written) or options.workers < 1:
        return "name the file of households, --out or --summary, and at least one worker"
    names_sums = options.weight or options.cost or options.band or options.rank
    if names_sums and options.summary is None:
        return "--weight, --cost, --band and --rank say what --summary sums: name its file"
    paths = [options.households, options.out]
    if not find_spec(POLARS) and any(path and path.suffix == PARQUET for path in paths):
        return "Parquet needs Polars: install requirements/analysis.lock, or use CSV"
    return ""


def _job(options: argparse.Namespace, names: Sequence[str]) -> Job:
    chosen = calculator(options.calculator)
    by_columns = options.calculator in BY_COLUMNS and not options.whole
    return Job(
        name=options.calculator,
        columns=read_heading(chosen.simulator.schema.form, names, options.keep, options.weight),
        language=options.language,
        today=options.today or clock.today(),
        scenarios=scenarios(options.set, options.scenario),
        whole=options.whole,
        weight=options.weight or "",
        rows=options.out is not None,
        measures=(
            None
            if options.summary is None
            else totals.measures_for(chosen, options.cost, options.band, options.rank)
        ),
        columnwise=by_columns and find_spec(POLARS) is not None,
    )


@contextmanager
def _complete(path: Path) -> Iterator[Path]:
    """A file under its own name only when it is complete: half could be taken for the whole."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _answer(options: argparse.Namespace, households: Households, job: Job) -> None:
    out: Path | None = options.out
    if out is None:
        found = _write(options, households, job, None)
    else:
        with _complete(out) as unfinished:
            is_parquet = out.suffix == PARQUET
            rows = out.with_name(f"{out.name}.rows") if is_parquet else unfinished
            try:
                with rows.open("wb") as file:
                    found = _write(options, households, job, file)
                if is_parquet:
                    from analysis.parquet import write_parquet  # noqa: PLC0415 - needs Polars

                    write_parquet(rows, unfinished, calculator(job.name).decimals)
            finally:
                if is_parquet:
                    rows.unlink(missing_ok=True)
    if options.summary is not None:
        names = [scenario.name for scenario in job.scenarios]
        by_name = {name: found.totals.get(name, totals.Totals()) for name in names}
        with (
            _complete(options.summary) as unfinished,
            unfinished.open("w", encoding="utf-8", newline="") as lines,
        ):
            writer = csv.writer(lines)
            writer.writerow(totals.HEADING)
            writer.writerows(totals.table(names, by_name))


def _write(
    options: argparse.Namespace, households: Households, job: Job, file: BinaryIO | None
) -> Answered:
    progress, found = Progress(), Answered(count=0)
    if file is not None:
        file.write(_line(heading(reading_of(job), options.keep)))
    chunks = households.chunks(ROWS_AT_ONCE, _size(job))
    for answered in answer_all(job, chunks, options.workers):
        if file is not None:
            file.write(answered.text)
        found.add(answered)
        progress.show(found.count, households.share_read())
    progress.end(f"{found.count:,} rows, {found.refused:,} refused")
    for example in found.examples:
        _complain(example)
    return found


def _size(job: Job) -> int:
    """How many bytes of the file are answered together."""
    if not job.columnwise:
        return BYTES_OF_ROWS
    if not job.rows:
        return BYTES_OF_SUMS
    return max(BYTES_OF_COLUMNS // len(job.scenarios), LEAST_BYTES)


def _line(cells: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()


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

"""What a file of households costs: lines a second, growth with the file, and memory.

``python -m bench --part batch --rows 1000000`` adds a file of that many lines, answered once.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.console import say
from bench.measurement import Options, exponent, interleaved, spread
from bench.paths import BUILD, ROOT
from bench.results import Cell, Result, Table, Target

COMMAND = "analysis.__main__"
CALCULATOR = "waiver"
RUN = f"""
import re, resource, sys
from pathlib import Path
from {COMMAND} import main
code = main(sys.argv[1:])
own = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(max(int(own[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""
"""Runs the command, then prints the kilobytes of the largest of its processes."""
SIZES = (500, 1000, 2000, 4000)
ROUNDS = 3
WRITTEN: Mapping[str, tuple[str, ...]] = {
    "every column": ("--out",),
    "totals": ("--summary",),
    "every column, base and three scenarios": (
        *("--scenario", "waiver.published.minimum=1200.00,1300.00,1400.00"),
        "--out",
    ),
    "totals, base and three scenarios": (
        *("--scenario", "waiver.published.minimum=1200.00,1300.00,1400.00"),
        "--summary",
    ),
}
"""What can be written of a file: the options, of which the last takes the file to write."""
COLUMNS = ("s", "lines a second", "MB, largest process")
EXPONENT_AT_MOST = 1.05
MEMORY_AT_MOST = 1.2
MANY = 100_000
"""So many lines fill the pieces of every worker: of fewer, the libraries alone are measured."""
HOUSEHOLD = {
    "requestDate": "2026-11-21",
    "fraudProven": "no",
    "goodFaith": "yes",
    "uncertainSituation": "yes",
}
RESOURCES = ("debtorResources.work", "partnerResources.work")


@dataclass(frozen=True, slots=True)
class Run:
    """What one file took: seconds, and the megabytes of the largest of its processes."""

    seconds: float
    megabytes: float


def measure(options: Options) -> Result:
    """Files of several lengths on all cores, one of them on one core; then the longest, once."""
    workers = os.cpu_count() or 1
    one_worker = f"{SIZES[-1]:,} with one worker"
    cases = {f"{size:,}": partial(run, size, workers) for size in SIZES}
    cases[one_worker] = partial(run, SIZES[-1], 1)
    taken = interleaved(cases, min(options.rounds, ROUNDS), "files of households")
    sizes = {f"{size:,}": size for size in SIZES}
    if options.rows > SIZES[-1]:
        for size in sorted({min(MANY, options.rows), options.rows}):
            say(f"  {size:,} households, once ...")
            taken[f"{size:,}"] = [run(size, workers)]
            sizes[f"{size:,}"] = size
    rows = {name: _row(sizes.get(name, SIZES[-1]), runs) for name, runs in taken.items()}
    table = Table(f"{CALCULATOR}, lines with {workers} workers", COLUMNS, rows)
    longest = max(sizes.values())
    compared = interleaved(
        {name: partial(run, longest, 1, *written) for name, written in WRITTEN.items()},
        1 if longest > SIZES[-1] else min(options.rounds, ROUNDS),
        "what is written",
    )
    kinds = Table(
        f"{CALCULATOR}, {longest:,} lines with one worker",
        COLUMNS,
        {name: _row(longest, runs) for name, runs in compared.items()},
    )
    by_size = {size: taken[name] for name, size in sizes.items()}
    return Result((table, kinds), targets(by_size))


def _row(lines: int, runs: Sequence[Run]) -> tuple[Cell, ...]:
    seconds = spread([each.seconds for each in runs])
    return seconds, lines / seconds.median, max(each.megabytes for each in runs)


def targets(runs: Mapping[int, list[Run]]) -> tuple[Target, ...]:
    """Time linear in the file, memory independent of it once every worker has its pieces."""
    seconds = {size: spread([each.seconds for each in some]).median for size, some in runs.items()}
    megabytes = {size: max(each.megabytes for each in some) for size, some in runs.items()}
    longest = max(runs)
    shortest = MANY if MANY in runs and longest > MANY else min(runs)
    ratio = megabytes[longest] / megabytes[shortest]
    return (
        Target("exponent of time by lines", exponent(seconds), at_most=EXPONENT_AT_MOST),
        Target(
            f"memory of {longest:,} lines, times that of {shortest:,}",
            ratio,
            at_most=MEMORY_AT_MOST,
        ),
    )


def run(size: int, workers: int, *written: str) -> Run:
    """Answer a file of that many lines; ``written`` are options of ``WRITTEN``.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    file = households(size)
    command = [sys.executable, "-c", RUN, CALCULATOR, str(file)]
    command += [*(written or ("--out",)), str(file.with_suffix(".out"))]
    command += ["--workers", str(workers)]
    # Of a file that takes minutes the command itself shows the progress.
    progress = None if size > SIZES[-1] else subprocess.DEVNULL
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=progress, text=True, check=True
    )
    return Run(time.perf_counter() - start, int(done.stdout.split()[-1]) / 1000)


def households(size: int) -> Path:
    """A file of that many households, the same on every machine."""
    file = BUILD / "batch" / f"{size}.csv"
    if file.is_file():
        return file
    file.parent.mkdir(parents=True, exist_ok=True)
    rng = random.Random(size)  # noqa: S311 - no secret
    unfinished = file.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow((*HOUSEHOLD, "debt", "partner", "childrenWithChildBenefit", *RESOURCES))
        for _ in range(size):
            writer.writerow((*HOUSEHOLD.values(), *_household(rng)))
    unfinished.replace(file)
    return file


def _household(rng: random.Random) -> tuple[str, ...]:
    partner = rng.random() < 1 / 2
    return (
        _amount(rng, 4000_00),
        "yes" if partner else "no",
        str(rng.randrange(5)),
        _amount(rng, 3000_00),
        _amount(rng, 2000_00) if partner else "",
    )


def _amount(rng: random.Random, most: int) -> str:
    euros, cents = divmod(rng.randint(1, most), 100)
    return f"{euros}.{cents:02d}"

"""What a file of households costs: lines a second, growth with the file, and memory on the way.

``python3 dev.py bench --part batch --rows 1000000`` goes on to a file of that many lines.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.measuring import Spread, exponent, in_turns, line, spread
from bench.options import Options
from bench.peers.places import BUILD, ROOT
from bench.processes import resident_megabytes
from bench.results import Result, Table, Target, at_most
from bench.saying import say

CALCULATOR = "waiver"
SIZES = (500, 1000, 2000, 4000)
ROUNDS = 3
MILLION = 1_000_000
LOOK_SECONDS, LONG_LOOK_SECONDS = 0.1, 1.0
"""How often memory is looked at; a file that takes minutes needs no more than one look a second."""
GROWTH = 1.2
"""Memory is flat when the longest file takes no more than this many times that of the shortest."""
IN_STEP = 1.05
HOUSEHOLD = {
    "requestDate": "2026-11-21",
    "fraudProven": "no",
    "goodFaith": "yes",
    "uncertainSituation": "yes",
}

RESOURCES = ("debtorResources.work", "partnerResources.work")


@dataclass(frozen=True, slots=True)
class Taken:
    """What one file took: seconds, and the most memory of all processes together, in MB."""

    seconds: float
    memory: float


def measure(options: Options) -> Result:
    """The same file at several lengths, with all cores and with one; then the long ones, once."""
    workers = os.cpu_count() or 1
    turns: dict[str, Callable[[], Taken]] = {
        str(size): partial(answered, size, workers) for size in SIZES
    }
    turns["one worker"] = partial(answered, SIZES[-1], 1)
    taken = in_turns(turns, min(options.rounds, ROUNDS), "a file of households")
    one = spread([found.seconds for found in taken.pop("one worker")])
    runs: dict[int, list[Taken]] = defaultdict(list)
    for name, some in taken.items():
        runs[int(name)] += some
    for size in longer(options.rows):
        say(f"  {size:,} households, once ...")
        runs[size].append(answered(size, workers))
    sizes = {size: spread([found.seconds for found in some]) for size, some in runs.items()}
    memory = {size: max(found.memory for found in some) for size, some in runs.items()}
    both = f"{one.median:.1f} s, with {workers}: {sizes[SIZES[-1]].median:.1f} s"
    notes = [f"{SIZES[-1]:,} lines with one worker: {both}."]
    medians = {size: found.median for size, found in sizes.items()}
    start, each = line(medians)
    if each > 0 and MILLION not in sizes:
        minutes = (start + each * MILLION) / 60
        notes.append(f"By the fit, a million lines take {minutes:.0f} minutes here.")
    fit = Table(
        "fit",
        ("exponent", "s to start", "lines a second after that"),
        # Where the longer file took less time, the machine was busy with something else.
        {"lines": (exponent(medians), start, 1 / each if each > 0 else None)},
    )
    tables = (_rates(f"{CALCULATOR}, {workers} workers, by lines", sizes, memory), fit)
    return Result(tables, targets(medians, memory), tuple(notes))


def longer(rows: int) -> tuple[int, ...]:
    """The lengths beyond the usual ones, up to that many lines: a tenth each time.

    >>> longer(4000), longer(1_000_000)
    ((), (10000, 100000, 1000000))
    """
    steps = (rows // 100, rows // 10, rows)
    return tuple(step for step in steps if step > SIZES[-1])


def _rates(title: str, sizes: Mapping[int, Spread], memory: Mapping[int, float]) -> Table:
    return Table(
        title,
        ("s", "lines a second", "MB, all processes"),
        {f"{size:,}": (found, size / found.median, memory[size]) for size, found in sizes.items()},
    )


def targets(seconds: Mapping[int, float], memory: Mapping[int, float]) -> tuple[Target, ...]:
    """Time in step with the file, memory not at all."""
    shortest, longest = min(memory), max(memory)
    return (
        at_most("exponent of time by lines", IN_STEP, exponent(seconds), ""),
        at_most(
            f"memory of {longest:,} lines beside {shortest:,}",
            GROWTH,
            memory[longest] / memory[shortest],
        ),
    )


def answered(size: int, workers: int) -> Taken:
    """Answer a file of that many lines.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    file = households(size)
    command = [sys.executable, "-m", "analysis", CALCULATOR, str(file)]
    command += ["--out", str(file.with_suffix(".out")), "--workers", str(workers)]
    is_long = size > SIZES[-1]
    # Of what takes minutes, the command itself shows how far it is.
    told = None if is_long else subprocess.DEVNULL
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stderr=told)
    memory = 0.0
    while process.poll() is None:
        memory = max(memory, resident_megabytes(process.pid) or 0.0)
        time.sleep(LONG_LOOK_SECONDS if is_long else LOOK_SECONDS)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Taken(seconds, memory)


def households(size: int) -> Path:
    """A file of that many households, the same on every machine."""
    file = BUILD / "batch" / f"{size}.csv"
    if file.is_file():
        return file
    file.parent.mkdir(parents=True, exist_ok=True)
    chance = random.Random(size)  # noqa: S311 - no secret
    fresh = file.with_suffix(".fresh")
    with fresh.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow((*HOUSEHOLD, "debt", "partner", "childrenWithChildBenefit", *RESOURCES))
        for _ in range(size):
            writer.writerow((*HOUSEHOLD.values(), *_household(chance)))
    fresh.replace(file)
    return file


def _household(chance: random.Random) -> tuple[str, ...]:
    partner = chance.random() < 1 / 2
    return (
        _amount(chance, 4000_00),
        "yes" if partner else "no",
        str(chance.randrange(5)),
        _amount(chance, 3000_00),
        _amount(chance, 2000_00) if partner else "",
    )


def _amount(chance: random.Random, most: int) -> str:
    whole, cents = divmod(chance.randint(1, most), 100)
    return f"{whole}.{cents:02d}"

"""What a file of households costs: lines a second, growth with the file, and memory on the way.

``python -m bench.parts.batch 1000000`` answers one file of that many lines, and prints the same.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.measuring import exponent, in_turns, line, spread
from bench.options import Options
from bench.peers.places import BUILD, ROOT
from bench.processes import resident_megabytes
from bench.results import Result, Table, Target, at_most, text
from bench.saying import say

CALCULATOR = "waiver"
SIZES = (500, 1000, 2000, 4000)
ROUNDS = 3
MILLION = 1_000_000
LOOK_SECONDS = 0.1
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
    """The same file at several lengths, with all cores and with one."""
    workers = os.cpu_count() or 1
    turns: dict[str, Callable[[], Taken]] = {
        str(size): partial(answered, size, workers) for size in SIZES
    }
    turns["one worker"] = partial(answered, SIZES[-1], 1)
    taken = in_turns(turns, min(options.rounds, ROUNDS), "a file of households")
    one = spread([found.seconds for found in taken.pop("one worker")])
    sizes = {int(size): spread([one.seconds for one in found]) for size, found in taken.items()}
    memory = {int(size): max(one.memory for one in found) for size, found in taken.items()}
    medians = {size: found.median for size, found in sizes.items()}
    start, each = line(medians)
    rate = Table(
        f"{CALCULATOR}, {workers} workers, by lines",
        ("s", "lines a second", "MB, all processes"),
        {str(size): (found, size / found.median, memory[size]) for size, found in sizes.items()},
    )
    fit = Table(
        "fit",
        ("exponent", "s to start", "lines a second after that"),
        {"lines": (exponent(medians), start, 1 / each)},
    )
    both = f"{one.median:.1f} s, with {workers}: {medians[SIZES[-1]]:.1f} s"
    minutes = (start + each * MILLION) / 60
    notes = (
        f"{SIZES[-1]} lines with one worker: {both}.",
        f"By the fit, a million lines take {minutes:.0f} minutes here.",
    )
    return Result((rate, fit), targets(medians, memory), notes)


def targets(seconds: Mapping[int, float], memory: Mapping[int, float]) -> tuple[Target, ...]:
    """Time in step with the file, memory not at all."""
    shortest, longest = min(memory), max(memory)
    return (
        at_most("exponent of time by lines", IN_STEP, exponent(seconds), ""),
        at_most(
            f"memory of {longest} lines beside {shortest}",
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
    command = [sys.executable, "-m", "infra.batch", CALCULATOR, str(file)]
    command += ["--out", str(file.with_suffix(".out")), "--workers", str(workers)]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    memory = 0.0
    while process.poll() is None:
        memory = max(memory, resident_megabytes(process.pid) or 0.0)
        time.sleep(LOOK_SECONDS)
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


def main() -> None:
    """One file of as many lines as the command line says."""
    size = int(sys.argv[1])
    found = answered(size, os.cpu_count() or 1)
    row = (spread([found.seconds]), size / found.seconds, found.memory)
    columns = ("s", "lines a second", "MB, all processes")
    say(text(Result((Table(CALCULATOR, columns, {f"{size} lines": row}),))))


if __name__ == "__main__":
    main()

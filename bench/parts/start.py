"""From a fresh process to the first answer, and the size of the package, function by function."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path

from bench.baselines.places import BUILD
from bench.console import say
from bench.installed import NotThere
from bench.measurement import in_turns, spread
from bench.options import Options
from bench.results import Result, Table, Target, at_most
from bench.variants import ROUTER, Variant, of_peer, ours, peers
from tests.support.environments import NotInstalled

WANTED_START = 1.3
WANTED_MEGABYTES = 2.0
SCRIPT = Path(__file__).parents[1] / "first_answer.py"
SUCCESS = 200
MOST_SHARES = 5
IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s*(\S+)")
BYTES_IN_MEGABYTE = 1_000_000
MILLISECONDS = 1000


class NoSuccess(Exception):
    """A function does not answer its event; the message says which."""


def measure(options: Options) -> Result:
    """Every function in turn, each in a fresh process."""
    notes: list[str] = []
    say("  packing the functions ...")
    variants = [*_peers(notes), *ours()]
    turns = {variant.name: partial(start, variant) for variant in variants}
    taken = in_turns(turns, max(3, options.rounds // 2), "a fresh process each")
    whole = {name: spread([one["process"] for one in found]) for name, found in taken.items()}
    unit = whole[ROUTER].median if ROUTER in whole else None
    sizes = {one.name: one.archive().stat().st_size / BYTES_IN_MEGABYTE for one in variants}
    table = Table(
        "fresh process to first answer",
        (
            "process ms",
            "import ms",
            "first answer ms",
            "times the router",
            "memory MB",
            "zip MB",
            "unpacked MB",
        ),
        {
            one.name: (
                whole[one.name],
                spread([found["import"] for found in taken[one.name]]).median,
                spread([found["first"] for found in taken[one.name]]).median,
                None if unit is None else whole[one.name].median / unit,
                spread([found["kilobytes"] for found in taken[one.name]]).median / 1000,
                sizes[one.name],
                one.unpacked / BYTES_IN_MEGABYTE,
            )
            for one in variants
        },
    )
    notes.append(
        "The same interpreter for all, without its site packages, on bytecode compiled ahead; our "
        "packages are stripped as for the cloud, those of the peers stand as they install."
    )
    our_own = [one for one in variants if one.handler.startswith("functions.")]
    targets = [*_start_targets(our_own, taken, unit), *_size_targets(our_own, sizes)]
    return Result((table,), tuple(targets), tuple(notes))


def start(variant: Variant) -> dict[str, float]:
    """One fresh process: how long it takes as a whole, and what it says of itself.

    Raises:
        NoSuccess: the answer is none.
    """
    began = time.perf_counter()
    outcome = _fresh_process(variant)
    process = time.perf_counter() - began
    if outcome.returncode:
        raise NoSuccess(f"{variant.name}: {outcome.stderr.strip().splitlines()[-1]}")
    found: dict[str, float] = json.loads(outcome.stdout.splitlines()[-1])
    if found["status"] != SUCCESS:
        raise NoSuccess(f"{variant.name} answers {found['status']:.0f}")
    return {**found, "process": process * MILLISECONDS}


def import_shares(variant: Variant) -> list[str]:
    """Which packages the import of a function is spent on, the largest shares first."""
    outcome = _fresh_process(variant, "-X", "importtime")
    found: Counter[str] = Counter()
    for row in outcome.stderr.splitlines():
        if match := IMPORT.match(row):
            found[match[2].partition(".")[0].strip()] += int(match[1])
    whole = found.total() or 1
    return [f"{name} {part / whole:.0%}" for name, part in found.most_common(MOST_SHARES)]


def _fresh_process(variant: Variant, *switches: str) -> subprocess.CompletedProcess[str]:
    task = {
        "folder": str(variant.folder),
        "handler": variant.handler,
        "event": variant.event,
    }
    return subprocess.run(
        [sys.executable, "-I", "-S", *switches, str(SCRIPT)],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        check=False,
        env={"POWERTOOLS_SERVICE_NAME": "bench", "PAGES_DIRECTORY": str(variant.folder / "pages")},
        cwd=BUILD,
    )


def _peers(notes: list[str]) -> list[Variant]:
    found = []
    for peer in peers():
        try:
            found.append(of_peer(*peer))
        except (NotInstalled, NotThere) as reason:
            notes.append(str(reason))
    return found


def _start_targets(
    our_own: list[Variant], taken: dict[str, list[dict[str, float]]], unit: float | None
) -> list[Target]:
    """The slowest function speaks for all."""
    if unit is None:
        return []
    medians = {
        one.name: spread([found["process"] for found in taken[one.name]]).median for one in our_own
    }
    slowest = max(medians, key=lambda name: medians[name])
    first = spread([found["first"] for found in taken[slowest]]).median
    imported = spread([found["import"] for found in taken[slowest]]).median
    slow = next(one for one in our_own if one.name == slowest)
    cause = (
        f"Its import takes {imported:.0f} ms, of which {', '.join(import_shares(slow))}; reading "
        f"its questions, words and figures and answering takes {first:.0f} ms."
    )
    return [
        at_most(
            f"start of the slowest function ({slowest}) beside the router alone",
            WANTED_START,
            medians[slowest] / unit,
            cause=cause,
        )
    ]


def _size_targets(our_own: list[Variant], sizes: dict[str, float]) -> list[Target]:
    without = [one.name for one in our_own if not one.clients]
    largest = max(without, key=lambda name: sizes[name])
    return [
        at_most(
            f"package of the largest function without AWS clients ({largest})",
            WANTED_MEGABYTES,
            sizes[largest],
            "MB",
        )
    ]

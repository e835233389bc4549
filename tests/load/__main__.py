"""Whether the service holds, for a bounded time: ``python3 dev.py soak --minutes 10``.

Each part takes so many minutes; with ``--requests`` the contract is asked until so many were sent.
Every part says what was sent and what must not have been; one fault makes the command fail. The
same table stands in ``build/soak.json`` for machines. ``--keep`` renews the kept inputs of the
fuzzer from all that it has found on this machine.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.console import say
from tests.load import contract, fuzzing, load
from tests.load.findings import Findings
from tests.load.paths import BUILD, ROOT, SITE
from tests.load.targets import TARGETS
from tests.support.environments import NotInstalled

TABLE = ROOT / "build" / "soak.json"
MINUTE = 60
Part = Callable[[float, int, int | None], Findings]
PARTS: Mapping[str, Part] = {
    "contract": lambda seconds, seed, wanted: contract.check(SITE, seconds, seed, wanted),
    "fuzzing": lambda seconds, seed, _: fuzzing.fuzz(seconds, seed),
    "load": lambda seconds, seed, _: load.load(SITE, seconds, seed),
}


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__)
    parser.add_argument("--minutes", type=_minutes, default=10.0, help="for each part")
    parser.add_argument(
        "--requests", type=_requests, help="ask the contract until so many were sent"
    )
    parser.add_argument("--part", choices=tuple(PARTS), action="append", help="only this part")
    parser.add_argument("--seed", type=int, default=20261122, help="of everything random")
    parser.add_argument("--keep", action="store_true", help="renew the kept inputs, and end")
    return parser.parse_args(given)


def main() -> int:
    """Do what the command line asks, and return the exit code."""
    options = arguments()
    BUILD.mkdir(parents=True, exist_ok=True)
    if options.keep:
        for name in TARGETS:
            say(f"{name}: {fuzzing.keep(name)} inputs kept")
        return 0
    chosen = options.part or list(PARTS)
    found = []
    for name in chosen:
        say(f"{name} ...")
        start = time.monotonic()
        try:
            part = PARTS[name](options.minutes * MINUTE, options.seed, options.requests)
        except NotInstalled as missing:
            say(f"  left out: {missing}")
            continue
        part.figures["seconds"] = round(time.monotonic() - start)
        found.append(part)
        say("\n".join(part.lines()))
    keep(found)
    return int(any(part.faults for part in found))


def keep(found: Sequence[Findings], table: Path = TABLE) -> None:
    """Write what was found beside what stands there of the other parts."""
    kept = json.loads(table.read_text(encoding="utf-8")) if table.is_file() else []
    parts = {part["part"]: part for part in kept} | {part.part: part.as_json() for part in found}
    ordered = [parts[name] for name in PARTS if name in parts]
    table.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")


def _requests(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of requests, from 1 on")
    return int(text)


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0.0
    if not 0 < minutes <= MINUTE:
        raise argparse.ArgumentTypeError(f"{text!r}: more than 0 and at most {MINUTE} minutes")
    return minutes


if __name__ == "__main__":
    sys.exit(main())

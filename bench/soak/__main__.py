"""Whether the service holds, for a bounded time: ``python3 dev.py soak --minutes 10``.

Every part says what was sent and what must not have been; one fault makes the command fail. The
same table stands in ``build/soak.json`` for machines. ``--keep`` renews the kept inputs of the
fuzzer from all that it has found on this machine.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence

from bench.peers.environments import NotInstalled
from bench.saying import say
from bench.soak import checks, fuzzing, load
from bench.soak.findings import Findings
from bench.soak.places import BUILD, ROOT, SITE
from bench.soak.targets import TARGETS

TABLE = ROOT / "build" / "soak.json"
MINUTE = 60
Part = Callable[[float, int], Findings]
PARTS: Mapping[str, Part] = {
    "contract": lambda seconds, seed: checks.check(SITE, seconds, seed),
    "fuzzing": fuzzing.fuzz,
    "load": lambda seconds, seed: load.load(SITE, seconds, seed),
}


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__)
    parser.add_argument("--minutes", type=_minutes, default=10.0, help="for all parts together")
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
        say(f"{name}, {options.minutes / len(chosen):.1f} minutes ...")
        try:
            found.append(PARTS[name](options.minutes * MINUTE / len(chosen), options.seed))
        except NotInstalled as missing:
            say(f"  left out: {missing}")
            continue
        say("\n".join(found[-1].lines()))
    TABLE.write_text(json.dumps([part.as_json() for part in found], indent=1) + "\n", "utf-8")
    return int(any(part.faults for part in found))


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

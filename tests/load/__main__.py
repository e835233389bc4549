"""Tests of the API for a bounded time: ``python3 dev.py soak --minutes 10``.

``contract`` sends what the API description allows and what it does not; ``fuzzing`` searches for
bytes that cause an error; ``load`` kills workers and lets AWS calls fail. ``campaign``, only
where it is named, sends the forms of both simulators at a given rate. Each part takes so many
minutes, prints its figures, and fails the command with one fault.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from tests.load import campaign, contract, fuzzing, load
from tests.load.findings import Findings
from tests.load.paths import BUILD, SITE
from tests.support.environments import NotInstalled

MINUTE = 60
PARTS: Mapping[str, Callable[[argparse.Namespace], Findings]] = {
    "contract": lambda options: contract.check(
        SITE, options.minutes * MINUTE, options.seed, options.requests
    ),
    "fuzzing": lambda options: fuzzing.fuzz(options.minutes * MINUTE, options.seed),
    "load": lambda options: load.load(SITE, options.minutes * MINUTE, options.seed),
    "campaign": lambda options: campaign.campaign(SITE, options.minutes * MINUTE, options.rate),
}
MEASURED = ("campaign",)
"""The parts that depend on the machine: run only where they are named."""


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The parsed command line.

    Raises:
        SystemExit: it is invalid; the reason has been printed.
    """
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__)
    parser.add_argument("--minutes", type=_minutes, default=10.0, help="for each part")
    parser.add_argument("--requests", type=_requests, help="contract: so many, whatever the time")
    parser.add_argument("--part", choices=tuple(PARTS), action="append", help="repeatable")
    parser.add_argument("--rate", type=float, default=20.0, help="campaign: forms a second")
    parser.add_argument("--seed", type=int, default=20261122, help="of everything random")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Run the chosen parts; 1 when one of them has a fault."""
    options = arguments(given)
    BUILD.mkdir(parents=True, exist_ok=True)
    faults = 0
    for name in options.part or [each for each in PARTS if each not in MEASURED]:
        print(f"{name} ...", flush=True)
        start = time.monotonic()
        try:
            found = PARTS[name](options)
        except NotInstalled as missing:
            print(f"  skipped: {missing}", flush=True)
            continue
        found.figures["seconds"] = round(time.monotonic() - start)
        faults += len(found.faults)
        print("\n".join(found.lines()), flush=True)
    return int(faults > 0)


def _requests(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
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

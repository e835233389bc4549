"""What the product costs, and how it compares with the alternatives: ``python -m bench``.

``--part rules --part growth`` takes some parts alone. Everything that is compared is measured
in one run, in alternation: compare the ratios between machines, not the times.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Sequence

from bench.console import machine, say
from bench.measurement import Options
from bench.paths import BUILD
from bench.results import Result, text

PARTS = (
    "start",
    "answers",
    "rules",
    "over_http",
    "growth",
    "batch",
    "rows",
    "page_weight",
    "slow_phone",
    "paper",
    "reload",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the chosen parts and print their tables; 1 when a part could not be measured."""
    parts, options = parsed(arguments)
    BUILD.mkdir(parents=True, exist_ok=True)
    code = 0
    for number, part in enumerate(parts, start=1):
        say(f"{number}/{len(parts)} {part}")
        start = time.monotonic()
        # Imported only now: another part may need what is not installed.
        module = importlib.import_module(f"bench.parts.{part}")
        try:
            result: Result = module.measure(options)
        except Exception as error:  # noqa: BLE001 - a part that fails must not stop the others
            say(f"  not measured: {type(error).__name__}: {error}\n")
            code = 1
            continue
        say(f"{text(result)}\n\n  {part}: {time.monotonic() - start:.0f} s; {machine()}\n")
    return code


def parsed(arguments: Sequence[str] | None) -> tuple[list[str], Options]:
    """The parts in their order, each once, and how they are measured.

    Raises:
        SystemExit: the command line is invalid; the reason has been printed.
    """
    default = Options()
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append", help="repeatable; default: all")
    parser.add_argument(
        "--rounds", type=_count, default=default.rounds, help="measurements of each case"
    )
    parser.add_argument(
        "--rows", type=_count, default=default.rows, help="batch: lines of the longest file"
    )
    found = parser.parse_args(arguments)
    parts = [part for part in PARTS if not found.part or part in found.part]
    return parts, Options(rounds=found.rounds, rows=found.rows)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())

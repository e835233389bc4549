"""What the product costs, and how it compares: ``python3 dev.py bench``.

Parts can be chosen (``--part rules --part growth``). All figures of a part are taken in one run, in
turns; ratios are what to compare between machines. The tables are printed, and kept as JSON;
``--table`` prints the most telling ones of what is kept, as the README shows them.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.baselines.places import BUILD, ROOT
from bench.console import say
from bench.machine import machine
from bench.options import Options
from bench.results import Result, document, text
from bench.table import markdown

PARTS = {
    "rules": "bench.parts.rules",
    "http": "bench.parts.over_http",
    "start": "bench.parts.start",
    "growth": "bench.parts.growth",
    "batch": "bench.parts.batch",
    "site": "bench.parts.site",
    "paper": "bench.parts.paper",
}
JSON = ROOT / "build" / "bench.json"
SOAK = ROOT / "build" / "soak.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the parts, print the tables, keep the JSON; 1 when a part could not be measured."""
    options = parsed(arguments)
    if options.table:
        say(markdown(kept_in(options.json), soaked_in(SOAK)))
        return 0
    BUILD.mkdir(parents=True, exist_ok=True)
    code = 0
    for number, part in enumerate(options.parts, start=1):
        say(f"{number}/{len(options.parts)} {part}")
        start = time.monotonic()
        # Only now: a part that is not wanted may need what is not installed.
        module = importlib.import_module(PARTS[part])
        try:
            result: Result = module.measure(options.measuring)
        except Exception as error:  # noqa: BLE001 - one part that fails must not hide the others
            say(f"  not measured: {type(error).__name__}: {error}\n")
            code = 1
            continue
        say(f"{text(result)}\n\n  {part}: {time.monotonic() - start:.0f} s\n")
        keep(part, result, options.json)
    say(f"The same as JSON: {options.json}")
    return code


class Chosen(argparse.Namespace):
    """What the command line says."""

    parts: list[str]
    json: Path
    table: bool
    measuring: Options


def parsed(arguments: Sequence[str] | None) -> Chosen:
    """The command line; what it does not say is taken from ``Options``.

    Raises:
        SystemExit: it cannot be read; what is wrong was printed.
    """
    usual = Options()
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append", help="this one alone; repeatable")
    parser.add_argument(
        "--rounds", type=_count, default=usual.rounds, help="turns of all that is compared"
    )
    parser.add_argument(
        "--seconds", type=_seconds, default=usual.seconds, help="how long one load lasts"
    )
    parser.add_argument(
        "--rows", type=_count, default=usual.rows, help="lines of the longest file of households"
    )
    parser.add_argument("--lighthouse", type=Path, help="that program, if it is not on the path")
    parser.add_argument("--json", type=Path, default=JSON, help="where the figures go")
    parser.add_argument(
        "--table", action="store_true", help="measure nothing: print what is kept, as Markdown"
    )
    found = parser.parse_args(arguments)
    return Chosen(
        # In the order of the table of parts, each once.
        parts=[part for part in PARTS if not found.part or part in found.part],
        json=found.json,
        table=found.table,
        measuring=Options(
            rounds=found.rounds,
            seconds=found.seconds,
            rows=found.rows,
            lighthouse=found.lighthouse,
        ),
    )


def keep(part: str, result: Result, file: Path) -> None:
    """Write the figures of a part beside those of the other parts."""
    kept = kept_in(file)
    kept[part] = {"machine": machine(), **document(result)}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def kept_in(file: Path) -> dict[str, Any]:
    """The figures of all parts that were measured, each with its machine."""
    if not file.is_file():
        return {}
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def soaked_in(file: Path) -> list[dict[str, Any]]:
    """What the soak found, part by part."""
    if not file.is_file():
        return []
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _count(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"{words!r} is no number, from 1 on")
    return int(words)


def _seconds(words: str) -> float:
    try:
        found = float(words)
    except ValueError:
        found = 0.0
    if not 0 < found <= 60:  # noqa: PLR2004 - also refuses what is no number
        raise argparse.ArgumentTypeError(f"{words!r} is no number of seconds, up to 60")
    return found


if __name__ == "__main__":
    sys.exit(main())

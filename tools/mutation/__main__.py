"""Mutation tests of the law: ``python3 dev.py mutate [part of a module's path ...]``."""

from __future__ import annotations

import argparse
import ast
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

# Hypothesis reads it when it is imported: the same examples each time, no search for smaller ones.
os.environ["HYPOTHESIS_PROFILE"] = "mutation"

from tools.mutation.run import RedTests, coverage, hunt
from tools.mutation.mutants import mutants
from tools.mutation.report import Progress, Report
from tools.mutation.survivors import listed
from tools.dev.console import say

LAW = Path(__file__).resolve().parents[2] / "functions" / "law"


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the mutants, run the tests against each, and return 0 if enough of them are killed."""
    options = _options(arguments)
    start = time.monotonic()
    files = sorted(LAW.rglob("*.py"))
    trees = {str(file): ast.parse(file.read_text(encoding="utf-8")) for file in files}
    chosen = [file for file in files if _is_chosen(file, options.module)]
    found = [mutant for file in chosen for mutant in mutants(trees[str(file)], file, LAW)]
    if options.list:
        for mutant in found:
            say(mutant)
        return 0
    say(f"{len(found)} mutants in {len(chosen)} modules; the tests once as they are ...")
    try:
        reached = coverage(trees)
    except RedTests as red:
        say(f"Tests fail although nothing is changed. Cure: mend them first.\n{red}")
        return 2
    say(f"{len(reached.seconds)} tests in {sum(reached.seconds.values()):.1f} s")
    modules = [file.relative_to(LAW).as_posix() for file in chosen]
    ends = hunt(found, trees, reached, options.jobs, Progress(len(found)))
    report = Report(listed(), modules, ends)
    say(report.text(time.monotonic() - start))
    return report.exit_code


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py mutate", description="Mutation tests of the law.")
    words = "only modules whose path holds this: maintenance/ledger, waiver"
    parser.add_argument("module", nargs="*", help=words)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at a time")
    parser.add_argument("--list", action="store_true", help="name the mutants, run nothing")
    return parser.parse_args(arguments)


def _is_chosen(file: Path, parts: Sequence[str]) -> bool:
    name = file.relative_to(LAW).as_posix()
    return not parts or any(part in name for part in parts)


if __name__ == "__main__":
    sys.exit(main())

"""Mutation tests: ``python3 dev.py mutate [part of a path ...]``."""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence

# Read by the settings of Hypothesis in the tests.
os.environ["HYPOTHESIS_PROFILE"] = "mutation"

from tools.dev.console import say
from tools.mutation.mutants import Mutant, mutants
from tools.mutation.packages import (
    FUNCTIONS,
    TESTS,
    chosen,
    files_of,
    folders_of_tests,
    package_of,
    tree_of,
)
from tools.mutation.report import Progress, Report
from tools.mutation.run import RedTests, Run
from tools.mutation.survivors import listed, prune
from tools.mutation.templates import template_mutants


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the mutants, run the tests against each, and return 0 if enough of them are killed."""
    options = _options(arguments)
    if options.prune:
        say(f"{prune(mutant.key for mutant in _mutants(()))} entries removed")
        return 0
    start = time.monotonic()
    found = _sampled(list(_mutants(options.part)), options.sample, options.seed)
    if options.list:
        for mutant in found:
            say(str(mutant))
        return 0
    packages = list(dict.fromkeys(package_of(mutant.module) for mutant in found))
    say(f"{len(found)} mutants; the tests once as they are ...")
    run = Run(
        mutants=found,
        trees={str(file): tree_of(file) for file in files_of(packages, ".py")},
        pages=files_of(packages, ".html"),
        tests=folders_of_tests(packages),
        workers=options.workers,
        progress=Progress(len(found)),
    )
    try:
        ends = run.outcomes()
    except RedTests as red:
        say(f"Tests fail although nothing is changed. Cure: mend them first.\n{red}")
        return 2
    report = Report(listed(), ends, whole=options.sample is None)
    say(report.text(time.monotonic() - start))
    return report.exit_code


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    words = f"Mutation tests of {', '.join(TESTS)} in functions/, and of their templates."
    parser = argparse.ArgumentParser(prog="dev.py mutate", description=words)
    words = "only files whose path holds this: law/maintenance/ledger, calculators/undue"
    parser.add_argument("part", nargs="*", help=words)
    parser.add_argument("--sample", type=int, help="so many mutants of each package")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    words = "processes at a time"
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help=words)
    parser.add_argument("--list", action="store_true", help="name the mutants, run nothing")
    words = "remove listed survivors that are no mutant any more, run nothing"
    parser.add_argument("--prune", action="store_true", help=words)
    return parser.parse_args(arguments)


def _mutants(parts: Sequence[str]) -> Iterator[Mutant]:
    for file in chosen(files_of(TESTS, ".py"), parts):
        yield from mutants(tree_of(file), file, FUNCTIONS)
    for file in chosen(files_of(TESTS, ".html"), parts):
        yield from template_mutants(file)


def _sampled(found: Sequence[Mutant], size: int | None, seed: int) -> Sequence[Mutant]:
    """The mutants, or so many of each package, in their order."""
    if size is None:
        return found
    by_package: dict[str, list[int]] = {}
    for number, mutant in enumerate(found):
        by_package.setdefault(package_of(mutant.module), []).append(number)
    choice = random.Random(seed)  # noqa: S311 - a sample, no secret
    kept = {
        number
        for numbers in by_package.values()
        for number in choice.sample(numbers, min(size, len(numbers)))
    }
    return [mutant for number, mutant in enumerate(found) if number in kept]


if __name__ == "__main__":
    sys.exit(main())
